package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What the platform is told of a transaction that became a dead letter: nothing was decided, and why. It is no
 * decision, though it lies on the topic of decisions, and says nothing of other records with the same ids.
 *
 * @param field which field is at fault; null where it is the record as a whole
 * @param detail what is wrong and the remedy, in plain words
 * @param origin where the rejected record stood: by this the platform knows which of its records is meant
 * @param rejectedAtMs the wall clock when it was rejected, ms since 1970
 */
public record RejectedTransaction(
        String transactionId,
        String accountId,
        RejectionCode code,
        @Nullable String field,
        String detail,
        RecordOrigin origin,
        long rejectedAtMs) {
    public RejectedTransaction {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(code, "code is null");
        requireNonNull(detail, "detail is null");
        requireNonNull(origin, "origin is null");
    }

    /** Says the same as the record's dead letter. */
    public static RejectedTransaction of(TransactionReference ids, DeadLetter letter, long rejectedAtMs) {
        return new RejectedTransaction(
                ids.transactionId(),
                ids.accountId(),
                letter.code(),
                letter.field(),
                letter.detail(),
                letter.origin(),
                rejectedAtMs);
    }

    /** From the broker's receipt of the transaction to its rejection, ms. */
    public long latencyMs() {
        return Math.max(0, rejectedAtMs - origin.timestampMs());
    }
}
