package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * What was done with a transaction, where it was more than to let pass what the score lets pass: who learns from
 * transactions must know that nobody can complain of what was declined, and which were chosen by lot.
 *
 * @param propensity how likely it was that just this was done with a transaction like it, above 0 and at most 1; below
 *     1 where a share is explored
 */
public record ServedDecision(Outcome outcome, Cause cause, double propensity) {
    public ServedDecision {
        requireNonNull(outcome, "outcome is null");
        requireNonNull(cause, "cause is null");
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("a propensity of " + propensity + " is not above 0 and at most 1");
        }
    }

    /** Whether it is what most transactions meet, and needs no word. */
    boolean isOrdinary() {
        return outcome == Outcome.APPROVE && cause == Cause.SCORE;
    }

    /** Whether a payer could pay, and so might complain. */
    public boolean wasPaid() {
        return outcome == Outcome.APPROVE;
    }
}
