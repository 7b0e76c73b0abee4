package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.util.Properties;
import javax.crypto.Mac;

/**
 * Converts card numbers to tokens by HMAC-SHA256. A plain hash could be reversed within seconds with the first six and
 * last four digits (PCI DSS 3.5.1.1). One card and one key give one token. Not thread-safe.
 *
 * <p>The key file has the keys and the current one: {@code use = 2026-03} and <code> key.2026-03 =
 * ${file:/run/secrets/token-key}</code>. The token contains the key id, to distinguish tokens of different keys.
 */
public final class CardTokens {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    /** Half of the hash's 32 bytes; enough to exclude collisions. */
    private static final int TOKEN_BYTES = 16;

    private final String prefix;
    private final Mac mac;

    private CardTokens(String keyId, Mac mac) {
        this.prefix = "tok-" + keyId + "-";
        this.mac = mac;
    }

    /** With the current key of the file. */
    public static CardTokens read(Path file) {
        Properties properties = SecretKeys.load(file);
        String use = SecretKeys.inUse(properties, file);
        return new CardTokens(use, SecretKeys.of(properties, file).mac(use));
    }

    /**
     * The token of a card number, which may have spaces and dashes.
     *
     * @throws IllegalArgumentException unless it has 13 to 19 digits; the message does not contain it
     */
    public String of(String cardNumber) {
        byte[] digits = cardNumber.replaceAll("[ -]", "").getBytes(US_ASCII);
        if (digits.length < SHORTEST || digits.length > LONGEST || !areDigits(digits)) {
            throw new IllegalArgumentException("is not a card number: it needs 13 to 19 digits");
        }
        return prefix + letters(mac.doFinal(digits));
    }

    /** The part of a token that comes from the hash. */
    static String letters(byte[] hash) {
        StringBuilder token = new StringBuilder(2 * TOKEN_BYTES);
        for (int i = 0; i < TOKEN_BYTES; i++) {
            token.append(letter(hash[i] >> 4)).append(letter(hash[i]));
        }
        return token.toString();
    }

    /** Letters only, so that no token looks like a card number. */
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
