package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score that a model gives a transaction, with its explanation.
 *
 * @param reasons strongest first; empty below the review threshold
 * @param anomaly how unusual the transaction is; null if the bundle has no anomaly detector
 * @param bundleId the bundle with the model and its thresholds
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record ModelScore(
        Trail trail, List<Reason> reasons, @Nullable Anomaly anomaly, String bundleId) {

    public ModelScore {
        requireNonNull(trail, "trail is null");
        requireNonNull(bundleId, "bundleId is null");
        reasons = List.copyOf(reasons);
    }

    /** Calibrated probability of fraud, 0 to 1. */
    public double score() {
        return trail.score();
    }

    /** The score without its reasons. Reasons quote the history of the account. */
    public ModelScore withoutReasons() {
        return new ModelScore(trail, List.of(), anomaly, bundleId);
    }
}
