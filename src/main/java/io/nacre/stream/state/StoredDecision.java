package io.nacre.stream.state;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;

/**
 * A decision in state, so that a repeated transaction gets the same decision. Fields that the repeated record has
 * itself are not stored.
 *
 * @param atMs the transaction's event time, ms since 1970
 */
public record StoredDecision(long atMs, PolicyOutcome policy, ScoringResult scoring) {

    private static final String CONFLICT =
            "an earlier transaction with other terms has this id: another amount, card, channel, merchant or"
                    + " counterparty. Score, trail and reasons belong to that transaction. Send this one with a"
                    + " unique id";

    public StoredDecision {
        requireNonNull(policy, "policy is null");
        requireNonNull(scoring, "scoring is null");
    }

    public static StoredDecision of(Decision decision) {
        return new StoredDecision(decision.eventTimeMs(), decision.policy(), decision.scoring());
    }

    /**
     * The decision for another transaction with the same id. It was not scored, so it is not approved: a person must
     * find the cause of the conflict.
     */
    public StoredDecision asIdConflict() {
        Outcome outcome = policy.outcome().or(Outcome.REVIEW);
        return new StoredDecision(atMs, new PolicyOutcome(outcome, Cause.ID_CONFLICT, CONFLICT), scoring);
    }

    /** The same decision for the repeated record. */
    public Decision toDecision(DuplicateTransaction duplicate, long nowMs) {
        return new Decision(
                duplicate.transactionId(),
                duplicate.accountId(),
                atMs,
                policy,
                scoring,
                true,
                nowMs,
                duplicate.origin());
    }
}
