package io.nacre.codec.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The schemas of earlier releases, so that their records can be read without a registry. The files are next to this
 * class in {@code released/}. {@code released/index} lists them, such as {@code transaction/1.avsc}.
 */
public final class ReleasedSchemas {

    private ReleasedSchemas() {}

    public static List<Schema> of(String contract) {
        List<Schema> schemas = new ArrayList<>();
        for (String line : text("released/index").lines().toList()) {
            if (line.startsWith(contract + "/")) {
                schemas.add(new Schema.Parser().parse(text("released/" + line)));
            }
        }
        return schemas;
    }

    private static String text(String resource) {
        try (InputStream in = ReleasedSchemas.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("resource is missing: " + resource);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + resource, e);
        }
    }
}
