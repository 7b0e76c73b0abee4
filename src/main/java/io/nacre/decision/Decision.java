package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;

/**
 * The decision on one transaction, with its cause and scores.
 *
 * @param eventTimeMs the transaction's event time, ms since 1970
 * @param duplicate whether this repeats an earlier decision on the same transaction id
 * @param decidedAtMs the wall-clock time of the decision, ms since 1970
 */
public record Decision(
        String transactionId,
        String accountId,
        long eventTimeMs,
        PolicyOutcome policy,
        ScoringResult scoring,
        boolean duplicate,
        long decidedAtMs,
        RecordOrigin origin) {

    public Decision {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(policy, "policy is null");
        requireNonNull(scoring, "scoring is null");
        requireNonNull(origin, "origin is null");
    }

    public Outcome outcome() {
        return policy.outcome();
    }

    public Cause cause() {
        return policy.cause();
    }

    /** Calibrated probability of fraud, 0 to 1. */
    public double score() {
        return scoring.score();
    }

    /** The time from the arrival of the transaction at the broker to the decision, ms. */
    public long latencyMs() {
        return Math.max(0, decidedAtMs - origin.timestampMs());
    }
}
