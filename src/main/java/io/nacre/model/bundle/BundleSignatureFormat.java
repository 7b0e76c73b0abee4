package io.nacre.model.bundle;

import io.nacre.model.BundleException;
import io.nacre.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The signatures of a bundle, in its file {@code signatures.txt}. Each line has {@code ed25519}, the id of a key, and
 * the signature in Base64.
 *
 * <p>The signed text is {@code nacre-bundle-1}, then for every other file, ordered by name, its SHA-256, two spaces and
 * its name. Each line ends with a line feed.
 */
public final class BundleSignatureFormat {

    public static final String FILE = "signatures.txt";

    public static final int MAX_FILE_BYTES = 8 << 10;

    private static final Pattern LINE = Pattern.compile("ed25519 ([0-9a-f]{16}) ([A-Za-z0-9+/]{86}==)");

    private BundleSignatureFormat() {}

    static byte[] message(Map<String, byte[]> files) {
        StringBuilder message = new StringBuilder("nacre-bundle-1\n");
        new TreeMap<>(files).forEach((name, bytes) -> {
            if (!name.equals(FILE)) {
                message.append(Sha256.hex(bytes)).append("  ").append(name).append('\n');
            }
        });
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The signatures by key id; empty if the bundle is not signed. */
    static Map<String, byte[]> of(Map<String, byte[]> files, String source) {
        Map<String, byte[]> signatures = new LinkedHashMap<>();
        byte[] text = files.get(FILE);
        if (text == null) {
            return signatures;
        }
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches()
                    || signatures.put(parts.group(1), Base64.getDecoder().decode(parts.group(2))) != null) {
                throw new BundleException(source + ": " + FILE + " has an invalid line, or two signatures of"
                        + " the same key: remove the file and sign the bundle again");
            }
        });
        return signatures;
    }

    /** Adds a signature, or replaces that of the same key. */
    static Map<String, byte[]> add(Map<String, byte[]> files, BundleSigner bundleSigner, String source) {
        Map<String, byte[]> signatures = of(files, source);
        signatures.put(bundleSigner.id(), bundleSigner.sign(message(files)));
        StringBuilder text = new StringBuilder();
        signatures.forEach((id, signature) -> text.append("ed25519 ")
                .append(id)
                .append(' ')
                .append(Base64.getEncoder().encodeToString(signature))
                .append('\n'));
        Map<String, byte[]> signed = new LinkedHashMap<>(files);
        signed.put(FILE, text.toString().getBytes(StandardCharsets.UTF_8));
        return signed;
    }
}
