package io.nacre.decision;

import io.nacre.model.Anomaly;
import io.nacre.model.Thresholds;
import org.jspecify.annotations.Nullable;

/** The precedence table: the first line that applies decides. */
public final class Policy {

    private Policy() {}

    /** What is done, and which line of the table said so. */
    public record Ruling(Outcome outcome, Cause cause) {}

    /**
     * Frozen account, then an anomaly that the score alone would let pass, then the score's band.
     *
     * @param anomaly null where the bundle cannot tell
     */
    public static Ruling rule(
            AccountStatus status, long atMs, double score, @Nullable Anomaly anomaly, Thresholds thresholds) {
        if (status.isFrozenAt(atMs)) {
            return new Ruling(Outcome.DECLINE, Cause.FROZEN);
        }
        Outcome band = band(score, thresholds);
        if (band == Outcome.APPROVE && isAlarm(anomaly, thresholds)) {
            return new Ruling(Outcome.REVIEW, Cause.ANOMALY);
        }
        return new Ruling(band, Cause.SCORE);
    }

    private static boolean isAlarm(@Nullable Anomaly anomaly, Thresholds thresholds) {
        return anomaly != null && thresholds.anomaly() != null && anomaly.share() <= thresholds.anomaly();
    }

    /** What the score alone asks for. */
    public static Outcome band(double score, Thresholds thresholds) {
        if (score >= thresholds.decline()) {
            return Outcome.DECLINE;
        }
        return score >= thresholds.review() ? Outcome.REVIEW : Outcome.APPROVE;
    }
}
