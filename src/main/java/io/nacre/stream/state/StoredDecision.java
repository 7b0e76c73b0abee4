package io.nacre.stream.state;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.RuleAndChallengerResults;
import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on a transaction, kept so that a platform that asks twice hears no two answers: without what whoever
 * asks again brings himself.
 *
 * @param atMs the transaction's event time, ms since 1970
 */
@SuppressWarnings("ImmutableMemberCollection") // As the decision's own.
public record StoredDecision(
        long atMs,
        Outcome outcome,
        Cause cause,
        @Nullable String causeDetail,
        Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        String bundleId,
        List<String> degradedLayers,
        RuleAndChallengerResults advice) {

    private static final String CONFLICT =
            "an earlier payment has this id, of another amount, card, channel, merchant or receiver; score, trail and"
                    + " reasons are its own: send this one with an id of its own";

    public StoredDecision {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(cause, "cause is null");
        requireNonNull(trail, "trail is null");
        requireNonNull(bundleId, "bundleId is null");
        requireNonNull(advice, "advice is null");
        reasons = List.copyOf(reasons);
        degradedLayers = List.copyOf(degradedLayers);
    }

    public static StoredDecision of(Decision decision) {
        return new StoredDecision(
                decision.eventTimeMs(),
                decision.outcome(),
                decision.cause(),
                decision.causeDetail(),
                decision.trail(),
                decision.reasons(),
                decision.anomaly(),
                decision.bundleId(),
                decision.degradedLayers(),
                decision.advice());
    }

    /**
     * What another payment is told that comes with the same id: it was never looked at, so it does not pass, and a
     * person has to find out whose mistake it is.
     */
    public StoredDecision asIdConflict() {
        return new StoredDecision(
                atMs,
                outcome == Outcome.APPROVE ? Outcome.REVIEW : outcome,
                Cause.ID_CONFLICT,
                CONFLICT,
                trail,
                reasons,
                anomaly,
                bundleId,
                degradedLayers,
                advice);
    }

    /** The decision once more, for the record that asks again. */
    public Decision toDecision(DuplicateTransaction duplicate, long nowMs) {
        return new Decision(
                duplicate.transactionId(),
                duplicate.accountId(),
                atMs,
                outcome,
                cause,
                causeDetail,
                trail.score(),
                trail,
                reasons,
                anomaly,
                bundleId,
                degradedLayers,
                advice,
                true,
                nowMs,
                duplicate.origin());
    }
}
