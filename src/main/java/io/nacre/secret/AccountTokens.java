package io.nacre.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Converts account numbers, such as IBANs, to tokens by HMAC-SHA256, with the key file of {@link CardTokens}. One
 * account number and one key give one token, which differs from the token of a card. Not thread-safe.
 */
public final class AccountTokens {

    /** A card number has only digits, so no card number has the hash of an account number. */
    private static final String PURPOSE = "account:";

    private final TokenHash hash;

    private AccountTokens(TokenHash hash) {
        this.hash = hash;
    }

    /** With the current key of the file. */
    public static AccountTokens read(Path file) {
        return new AccountTokens(TokenHash.read("acc", file));
    }

    /**
     * The token of an account number. Spaces and the case of letters do not matter, as in an IBAN.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public String of(String accountNumber) {
        String plain = accountNumber.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        if (plain.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        return hash.token((PURPOSE + plain).getBytes(UTF_8));
    }
}
