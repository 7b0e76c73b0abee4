package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import org.jspecify.annotations.Nullable;

/**
 * Informs the platform that a transaction became a dead letter, and why. It is on the decisions topic but is not a
 * decision. It does not affect other records with the same ids.
 *
 * @param field the invalid field; null if the record as a whole is invalid
 * @param detail the fault and the remedy, in plain words
 * @param origin the origin of the rejected record, by which the platform identifies it
 * @param rejectedAtMs the wall-clock time of the rejection, ms since 1970
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

    /** The rejection with the content of the dead letter. */
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

    /** From the broker's timestamp of the transaction to its rejection, ms. */
    public long latencyMs() {
        return Math.max(0, rejectedAtMs - origin.timestampMs());
    }
}
