package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One record for the next training set: a scored vector, the served decision, or later the label of a transaction.
 * Records are joined by account and transaction id.
 *
 * @param featureFingerprint the fingerprint of the features, {@link io.nacre.feature.layer.Layers#fingerprint()}
 * @param vector the scored vector; null on other records
 * @param label the label; null on other records
 * @param decision the served decision, unless it is a plain approval; null on other records
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

    /** A scored vector or a label. */
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

    /** The record of a served decision; null for a plain approval. */
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
