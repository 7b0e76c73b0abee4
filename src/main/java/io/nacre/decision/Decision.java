package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.RecordOrigin;

/**
 * What the platform is told about one transaction, and why.
 *
 * @param eventTimeMs the transaction's event time, ms since 1970
 * @param duplicate the transaction id had been decided before: this is that decision again
 * @param decidedAtMs the wall clock when it was decided, ms since 1970
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

    /** From the broker's receipt of the transaction to the decision, ms. */
    public long latencyMs() {
        return Math.max(0, decidedAtMs - origin.timestampMs());
    }
}
