package io.nacre.secret;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The key file of a {@link KeyedHash}, with the keys and the current one: {@code use = 2026-03} and <code>key.2026-03 =
 * ${file:/run/secrets/lots}</code>.
 */
public final class HashKeySource implements Serializable {

    private static final long serialVersionUID = 1;

    private final SecretKeys secretKeys;
    private final String use;

    private HashKeySource(SecretKeys secretKeys, String use) {
        this.secretKeys = secretKeys;
        this.use = use;
    }

    /** Reads the file and checks that the key can be resolved. */
    public static HashKeySource read(Path file) {
        Properties properties = SecretKeys.load(file);
        HashKeySource key = new HashKeySource(SecretKeys.of(properties, file), SecretKeys.inUse(properties, file));
        // A missing key must fail the start, not the first transaction.
        key.open("");
        return key;
    }

    /**
     * A hash with a key derived for this purpose.
     *
     * @param purpose the use of the hash; each purpose has its own key
     */
    public KeyedHash open(String purpose) {
        ByteBuffer made = ByteBuffer.wrap(secretKeys.mac(use).doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        return new KeyedHash(made.getLong(), made.getLong());
    }
}
