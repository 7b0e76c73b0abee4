package io.nacre.console.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.secret.Sha256;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Secret random texts of 256 bits: session ids, CSRF tokens and sign-in tokens. */
final class RandomToken {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomToken() {}

    /** A new token, in characters that need no escape in a URL, a header or a cookie. */
    static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The hash under which a token is stored. A token is random, so its hash cannot be reversed by guessing. */
    static String hash(String token) {
        return Sha256.hex(token.getBytes(UTF_8));
    }

    /** Whether two tokens are equal, in a time that does not depend on where they differ. */
    static boolean isEqual(String token, @Nullable String given) {
        return given != null && MessageDigest.isEqual(token.getBytes(UTF_8), given.getBytes(UTF_8));
    }
}
