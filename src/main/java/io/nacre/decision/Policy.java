package io.nacre.decision;

import io.nacre.model.Thresholds;

/** The precedence table: the first line that applies decides. */
public final class Policy {

    private Policy() {}

    /** What is done, and which line of the table said so. */
    public record Ruling(Outcome outcome, Cause cause) {}

    /** Frozen account, then the score's band. */
    public static Ruling rule(AccountStatus status, long atMs, double score, Thresholds thresholds) {
        if (status.isFrozenAt(atMs)) {
            return new Ruling(Outcome.DECLINE, Cause.FROZEN);
        }
        return new Ruling(band(score, thresholds), Cause.SCORE);
    }

    private static Outcome band(double score, Thresholds thresholds) {
        if (score >= thresholds.decline()) {
            return Outcome.DECLINE;
        }
        return score >= thresholds.review() ? Outcome.REVIEW : Outcome.APPROVE;
    }
}
