package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the platform is told about one transaction, and why.
 *
 * @param eventTimeMs the transaction's event time, ms since 1970
 * @param causeDetail what the cause rests on: who ordered it, and why; null where the score says it all
 * @param score calibrated probability of fraud, 0..1
 * @param reasons strongest first; empty below the review threshold
 * @param anomaly how unusual the transaction is; null where the bundle cannot tell
 * @param bundleId which model and thresholds decided
 * @param degradedLayers names of the layers that had no input
 * @param advice what rules and a challenger said, whether or not it was followed
 * @param duplicate the transaction id had been decided before: this is that decision again
 * @param decidedAtMs the wall clock when it was decided, ms since 1970
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Decision(
        String transactionId,
        String accountId,
        long eventTimeMs,
        Outcome outcome,
        Cause cause,
        @Nullable String causeDetail,
        double score,
        Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        String bundleId,
        List<String> degradedLayers,
        RuleAndChallengerResults advice,
        boolean duplicate,
        long decidedAtMs,
        RecordOrigin origin) {

    public Decision {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(cause, "cause is null");
        requireNonNull(trail, "trail is null");
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(advice, "advice is null");
        requireNonNull(origin, "origin is null");
        reasons = List.copyOf(reasons);
        degradedLayers = List.copyOf(degradedLayers);
    }

    /** From the broker's receipt of the transaction to the decision, ms. */
    public long latencyMs() {
        return Math.max(0, decidedAtMs - origin.timestampMs());
    }
}
