package io.nacre.codec;

import io.nacre.codec.registry.RecordFormat;
import io.nacre.codec.registry.RegistryClientConfig;
import io.nacre.codec.registry.SchemaRegistryClient;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * How a record identifies its writer schema: by Avro's single-object encoding, or by Confluent's framing if a registry
 * is configured. Readers always support the single-object encoding as well.
 *
 * @param registry base of the registry's REST API; null for none
 * @param access credentials and TLS settings for the registry
 * @param formats the format of records without a header, by the name of the contract; others are rejected
 */
public record Framing(@Nullable URI registry, RegistryClientConfig access, Map<String, RecordFormat> formats)
        implements Serializable {

    /** No registry: 0xC3 0x01, then the schema's CRC-64-AVRO fingerprint, little-endian. */
    public static final Framing SINGLE_OBJECT = new Framing(null, RegistryClientConfig.OPEN, Map.of());

    static final byte SINGLE_OBJECT_FIRST = (byte) 0xC3;
    static final byte SINGLE_OBJECT_SECOND = 0x01;
    static final int SINGLE_OBJECT_BYTES = 10;
    static final byte CONFLUENT_FIRST = 0;
    static final int CONFLUENT_BYTES = 5;

    /**
     * Confluent's framing: 0x00, then the registry's schema id, four bytes big-endian.
     *
     * @throws IllegalArgumentException unless the URL is an http or https URL
     */
    public static Framing confluent(String url) {
        return confluent(url, Map.of());
    }

    /**
     * Confluent's framing for a registry that requires credentials or TLS settings.
     *
     * @param access with the names of Confluent's clients, such as {@code basic.auth.user.info}; secrets as references,
     *     see {@link io.nacre.secret.SecretReferences}
     */
    public static Framing confluent(String url, Map<String, String> access) {
        try {
            URI uri = new URI(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException("the registry's URL contains user and password: set them in"
                        + " --client-config instead, as  schema.registry.basic.auth.user.info=${env:NAME}");
            }
            if (web && uri.getHost() != null) {
                return new Framing(uri, new RegistryClientConfig(access), Map.of());
            }
        } catch (URISyntaxException e) {
            // Rejected below, without the text, because it may contain a password.
        }
        throw new IllegalArgumentException("the registry's URL is invalid: use https://host:port/path");
    }

    public Framing {
        formats = Map.copyOf(formats);
    }

    /**
     * With formats of records without a header.
     *
     * @param changed by the name of the contract; JSON or Protobuf
     */
    public Framing withFormats(Map<String, RecordFormat> changed) {
        return new Framing(registry, access, changed);
    }

    /** The header of every record of the schema. */
    byte[] header(Schema schema, String topic) {
        if (registry == null) {
            return ByteBuffer.allocate(SINGLE_OBJECT_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(SINGLE_OBJECT_FIRST)
                    .put(SINGLE_OBJECT_SECOND)
                    .putLong(SchemaNormalization.parsingFingerprint64(schema))
                    .array();
        }
        int id = new SchemaRegistryClient(registry, access).register(topic + "-value", schema);
        return ByteBuffer.allocate(CONFLUENT_BYTES)
                .put(CONFLUENT_FIRST)
                .putInt(id)
                .array();
    }

    @Override
    public String toString() {
        return (registry == null ? "single-object" : "confluent " + registry)
                + (formats.isEmpty() ? "" : " " + formats);
    }
}
