package io.nacre.secret;

import java.nio.file.Path;
import java.util.Properties;
import javax.crypto.Mac;

/** Makes tokens by HMAC-SHA256 with the current key of a key file. Not thread-safe. */
final class TokenHash {

    /** Half of the hash's 32 bytes; enough to exclude collisions. */
    private static final int TOKEN_BYTES = 16;

    private final String prefix;
    private final Mac mac;

    private TokenHash(String prefix, Mac mac) {
        this.prefix = prefix;
        this.mac = mac;
    }

    /** @param kind begins each token, before the id of the key */
    static TokenHash read(String kind, Path file) {
        Properties properties = SecretKeys.load(file);
        String use = SecretKeys.inUse(properties, file);
        return new TokenHash(
                kind + "-" + use + "-", SecretKeys.of(properties, file).mac(use));
    }

    /** The token of a text. */
    String token(byte[] text) {
        byte[] hash = mac.doFinal(text);
        StringBuilder token = new StringBuilder(prefix);
        for (int i = 0; i < TOKEN_BYTES; i++) {
            token.append(letter(hash[i] >> 4)).append(letter(hash[i]));
        }
        return token.toString();
    }

    /** Letters only, so that no token looks like a card number. */
    private static char letter(int half) {
        return (char) ('a' + (half & 0xF));
    }
}
