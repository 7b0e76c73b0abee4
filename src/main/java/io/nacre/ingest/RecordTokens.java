package io.nacre.ingest;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.secret.AccountTokens;
import io.nacre.secret.CardTokens;
import java.nio.file.Path;

/**
 * Replaces the card and account numbers of messages by tokens. Not thread-safe.
 *
 * @param cards for card numbers
 * @param accounts for account numbers
 */
public record RecordTokens(CardTokens cards, AccountTokens accounts) {

    public RecordTokens {
        requireNonNull(cards, "cards is null");
        requireNonNull(accounts, "accounts is null");
    }

    /** With the current key of the file. */
    public static RecordTokens read(Path file) {
        return new RecordTokens(CardTokens.read(file), AccountTokens.read(file));
    }

    /**
     * The token of a card number.
     *
     * @param field of the contract, for the message
     */
    public String card(String field, String number) throws RecordRejectedException {
        try {
            return cards.of(number);
        } catch (IllegalArgumentException e) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    field,
                    "comes from a card number that does not have 13 to 19 digits; send it in full");
        }
    }

    /**
     * The token of an account number.
     *
     * @param field of the contract, for the message
     */
    public String account(String field, String number) throws RecordRejectedException {
        try {
            return accounts.of(number);
        } catch (IllegalArgumentException e) {
            throw new RecordRejectedException(RejectionCode.FIELD_EMPTY, field, "is required, but empty; fill it");
        }
    }
}
