package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.util.Properties;
import javax.crypto.Mac;

/**
 * Turns card numbers into tokens that say nothing of the card without the key: HMAC-SHA256, where a plain hash with the
 * first six and last four digits would give the number away within seconds (PCI DSS 3.5.1.1). One card and one key give
 * one token. Not thread-safe.
 *
 * <p>The file names the keys and the one in use: {@code use = 2026-03} and <code>
 * key.2026-03 = ${file:/run/secrets/token-key}</code>. The token names its key, so that those of another one are told
 * apart.
 */
public final class CardTokens {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** Of the hash's 32: no two of any number of cards will ever meet. */
    private static final int TOKEN_BYTES = 16;

    private final String prefix;
    private final Mac mac;

    private CardTokens(String keyId, Mac mac) {
        this.prefix = "tok-" + keyId + "-";
        this.mac = mac;
    }

    /** With the key that the file says to use. */
    public static CardTokens read(Path file) {
        Properties properties = SecretKeys.load(file);
        String use = SecretKeys.inUse(properties, file);
        return new CardTokens(use, SecretKeys.of(properties, file).mac(use));
    }

    /**
     * The token of a card number, whose digits may be parted by spaces and dashes.
     *
     * @throws IllegalArgumentException for what has not 13 to 19 digits; the message does not quote it
     */
    public String of(String cardNumber) {
        byte[] digits = cardNumber.replaceAll("[ -]", "").getBytes(US_ASCII);
        if (digits.length < SHORTEST || digits.length > LONGEST || !areDigits(digits)) {
            throw new IllegalArgumentException("is no card number: it has not 13 to 19 digits");
        }
        byte[] hash = mac.doFinal(digits);
        StringBuilder token = new StringBuilder(prefix);
        for (int i = 0; i < TOKEN_BYTES; i++) {
            token.append(letter(hash[i] >> 4)).append(letter(hash[i]));
        }
        return token.toString();
    }

    /** Letters only: no token ever looks like a card number. */
    private static char letter(int half) {
        return (char) ('a' + (half & 0xF));
    }

    private static boolean areDigits(byte[] text) {
        for (byte c : text) {
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return true;
    }
}
