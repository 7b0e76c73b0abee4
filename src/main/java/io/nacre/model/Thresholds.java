package io.nacre.model;

import org.jspecify.annotations.Nullable;

/**
 * The review and decline thresholds of the score, and the alarm budget for anomalies, which are reviewed regardless of
 * the score.
 *
 * @param review 0 to 1, at most {@code decline}
 * @param decline 0 to 1
 * @param anomaly the alarm budget: the maximum tail probability of an anomaly, above 0 and below 1; null: no anomalies
 */
public record Thresholds(
        double review, double decline, @Nullable Double anomaly) {
    public Thresholds {
        if (!(review >= 0 && review <= decline && decline <= 1)) {
            throw new IllegalArgumentException("the thresholds are not 0 <= review " + review + " <= decline " + decline
                    + " <= 1: set review to the lower of the two");
        }
        if (anomaly != null && !(anomaly > 0 && anomaly < 1)) {
            throw new IllegalArgumentException(
                    "the share of transactions that count as anomalies is " + anomaly + ", not between 0 and 1");
        }
    }

    /** Thresholds without an alarm budget. */
    public Thresholds(double review, double decline) {
        this(review, decline, null);
    }

    /** With another alarm budget. */
    public Thresholds withAnomaly(@Nullable Double budget) {
        return new Thresholds(review, decline, budget);
    }
}
