package io.nacre.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A key file for tokens. */
public final class TokenKeys {

    private TokenKeys() {}

    public static Path write(Path folder) throws IOException {
        Path key = Files.writeString(
                folder.resolve("token-key"), Base64.getEncoder().encodeToString(new byte[32]));
        return Files.writeString(
                folder.resolve("token-keys.properties"), "use = test\nkey.test = ${file:" + key + "}\n");
    }
}
