package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * The served outcome of a transaction, for training. A declined transaction never leads to a complaint, and some
 * transactions were selected at random. Training must account for both. A plain approval by score has no such record.
 *
 * @param propensity probability of this outcome for such a transaction, above 0 and at most 1; below 1 if a share is
 *     explored
 */
public record ServedDecision(Outcome outcome, Cause cause, double propensity) {
    public ServedDecision {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(cause, "cause is null");
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("a propensity of " + propensity + " is not above 0 and at most 1");
        }
    }

    /** Whether it is a plain approval by score, which is not recorded. */
    boolean isOrdinary() {
        return outcome == Outcome.APPROVE && cause == Cause.SCORE;
    }

    /** Whether the transaction was approved, so that the payer may still complain. */
    public boolean wasPaid() {
        return outcome == Outcome.APPROVE;
    }

    /** Whether it was paid only if the payer passed a challenge. */
    public boolean wasChallenged() {
        return outcome == Outcome.CHALLENGE;
    }
}
