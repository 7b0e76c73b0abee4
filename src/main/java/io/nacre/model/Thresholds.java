package io.nacre.model;

import org.jspecify.annotations.Nullable;

/**
 * From which score on an analyst looks, and from which on the transaction is declined; and how unusual a transaction
 * must be for an analyst to look whatever its score.
 *
 * @param review 0..1, at most {@code decline}
 * @param decline 0..1
 * @param anomaly the budget of alarms: the share of transactions, above 0 and below 1, that count as anomalies because
 *     no more are at least so unusual; null: none does
 */
public record Thresholds(
        double review, double decline, @Nullable Double anomaly) {
    public Thresholds {
        if (!(review >= 0 && review <= decline && decline <= 1)) {
            throw new IllegalArgumentException("thresholds are not 0 <= review " + review + " <= decline " + decline
                    + " <= 1: give the review threshold the lower of the two");
        }
        if (anomaly != null && !(anomaly > 0 && anomaly < 1)) {
            throw new IllegalArgumentException(
                    "the share of transactions that count as anomalies is " + anomaly + ", not between 0 and 1");
        }
    }

    /** Without alarms about anomalies. */
    public Thresholds(double review, double decline) {
        this(review, decline, null);
    }

    /** The same with a budget for anomalies. */
    public Thresholds withAnomaly(@Nullable Double budget) {
        return new Thresholds(review, decline, budget);
    }
}
