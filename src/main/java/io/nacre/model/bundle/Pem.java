package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key in PEM format (RFC 7468), which other tools read as well. */
final class Pem {

    /** The label of a private key and of a public key. */
    static final String PRIVATE = "PRIVATE KEY";

    static final String PUBLIC = "PUBLIC KEY";

    private static final int MAX_BYTES = 4096;

    private Pem() {}

    static String text(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    static byte[] read(Path file, String kind) {
        Matcher found = Pattern.compile("-----BEGIN " + kind + "-----([A-Za-z0-9+/=\\s]+)-----END " + kind + "-----")
                .matcher(text(file));
        if (!found.find()) {
            throw new BundleException(file + " has no \"" + kind + "\" in PEM: use a key of 'nacre bundle keygen'");
        }
        try {
            return Base64.getMimeDecoder().decode(found.group(1));
        } catch (IllegalArgumentException e) {
            throw new BundleException(file + " is damaged: " + e.getMessage() + ": copy the key again", e);
        }
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new BundleException("cannot read the key " + file + ": check the path and its permissions", e);
        }
    }
}
