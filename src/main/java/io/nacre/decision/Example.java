package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the next training set: the vector a transaction was served with, or later its label. The two meet by
 * transaction id.
 *
 * @param fingerprint of the features, {@link io.nacre.feature.Layers#fingerprint()}
 * @param vector present when the transaction was decided; null on a label
 * @param label present when it became known; null on a vector
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record Example(
        String transactionId,
        String accountId,
        long atMs,
        String fingerprint,
        float @Nullable [] vector,
        @Nullable Double score,
        @Nullable Label label) {

    public Example {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(fingerprint, "fingerprint is null");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Example that
                && transactionId.equals(that.transactionId)
                && accountId.equals(that.accountId)
                && atMs == that.atMs
                && fingerprint.equals(that.fingerprint)
                && Arrays.equals(vector, that.vector)
                && Objects.equals(score, that.score)
                && Objects.equals(label, that.label);
    }

    @Override
    public int hashCode() {
        return Objects.hash(transactionId, accountId, atMs, fingerprint, Arrays.hashCode(vector), score, label);
    }
}
