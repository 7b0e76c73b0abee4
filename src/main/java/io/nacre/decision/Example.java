package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the next training set: the vector a transaction was served with, what was done with it, or later its
 * label. They meet by transaction id.
 *
 * @param featureFingerprint of the features, {@link io.nacre.feature.layer.Layers#fingerprint()}
 * @param vector present when the transaction was scored; null on other lines
 * @param label present when it became known; null on other lines
 * @param decision present when it was decided, and not just let pass; null on other lines
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record Example(
        String transactionId,
        String accountId,
        long eventTimeMs,
        String featureFingerprint,
        float @Nullable [] vector,
        @Nullable Double score,
        @Nullable Label label,
        @Nullable ServedDecision decision) {

    public Example {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(featureFingerprint, "featureFingerprint is null");
    }

    /** A vector as it was served, or a label. */
    public Example(
            String transactionId,
            String accountId,
            long atMs,
            String fingerprint,
            float @Nullable [] vector,
            @Nullable Double score,
            @Nullable Label label) {
        this(transactionId, accountId, atMs, fingerprint, vector, score, label, null);
    }

    /** What was done; null where that is what is done with most. */
    public static @Nullable Example of(Decision decision, Policy.PolicyResult policyResult, String fingerprint) {
        ServedDecision servedDecision = policyResult.servedDecision();
        return servedDecision.isOrdinary()
                ? null
                : new Example(
                        decision.transactionId(),
                        decision.accountId(),
                        decision.eventTimeMs(),
                        fingerprint,
                        null,
                        null,
                        null,
                        servedDecision);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Example that
                && transactionId.equals(that.transactionId)
                && accountId.equals(that.accountId)
                && eventTimeMs == that.eventTimeMs
                && featureFingerprint.equals(that.featureFingerprint)
                && Arrays.equals(vector, that.vector)
                && Objects.equals(score, that.score)
                && Objects.equals(label, that.label)
                && Objects.equals(decision, that.decision);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                transactionId,
                accountId,
                eventTimeMs,
                featureFingerprint,
                Arrays.hashCode(vector),
                score,
                label,
                decision);
    }
}
