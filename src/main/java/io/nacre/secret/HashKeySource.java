package io.nacre.secret;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Where the key of a {@link KeyedHash} is had from: a file that names the keys and the one in use, {@code use =
 * 2026-03} and <code>key.2026-03 = ${file:/run/secrets/lots}</code>.
 */
public final class HashKeySource implements Serializable {

    private static final long serialVersionUID = 1;

    private final SecretKeys secretKeys;
    private final String use;

    private HashKeySource(SecretKeys secretKeys, String use) {
        this.secretKeys = secretKeys;
        this.use = use;
    }

    /** Makes sure that the key can be had. */
    public static HashKeySource read(Path file) {
        Properties properties = SecretKeys.load(file);
        HashKeySource key = new HashKeySource(SecretKeys.of(properties, file), SecretKeys.inUse(properties, file));
        // A key that cannot be had must stop a start, not the first payment.
        key.open("");
        return key;
    }

    /**
     * A hash with a key made of this one.
     *
     * @param purpose what is hashed: each purpose has a key of its own
     */
    public KeyedHash open(String purpose) {
        ByteBuffer made = ByteBuffer.wrap(secretKeys.mac(use).doFinal(purpose.getBytes(StandardCharsets.UTF_8)));
        return new KeyedHash(made.getLong(), made.getLong());
    }
}
