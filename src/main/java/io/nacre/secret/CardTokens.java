package io.nacre.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;

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

    private final TokenHash hash;

    private CardTokens(TokenHash hash) {
        this.hash = hash;
    }

    /** With the current key of the file. */
    public static CardTokens read(Path file) {
        return new CardTokens(TokenHash.read("tok", file));
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
        return hash.token(digits);
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
