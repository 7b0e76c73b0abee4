package io.nacre.model;

import io.nacre.payment.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The thresholds of the score, and the alarm budget for anomalies, which are reviewed regardless of the score.
 *
 * @param challenge 0 to 1, at most {@code review}; equal to it if no score leads to a challenge
 * @param review 0 to 1, at most {@code decline}
 * @param decline 0 to 1
 * @param anomaly the alarm budget: the maximum tail probability of an anomaly, above 0 and below 1; null: no anomalies
 */
public record Thresholds(
        double challenge,
        double review,
        double decline,
        @Nullable Double anomaly) {
    public Thresholds {
        if (!(challenge >= 0 && challenge <= review && review <= decline && decline <= 1)) {
            throw new IllegalArgumentException("the thresholds are not 0 <= challenge " + challenge + " <= review "
                    + review + " <= decline " + decline + " <= 1: correct their order");
        }
        if (anomaly != null && !(anomaly > 0 && anomaly < 1)) {
            throw new IllegalArgumentException(
                    "the share of transactions that count as anomalies is " + anomaly + ", not between 0 and 1");
        }
    }

    /** Thresholds without challenges. */
    public Thresholds(double review, double decline, @Nullable Double anomaly) {
        this(review, review, decline, anomaly);
    }

    /** Thresholds without challenges and without an alarm budget. */
    public Thresholds(double review, double decline) {
        this(review, decline, null);
    }

    /** With another alarm budget. */
    public Thresholds withAnomaly(@Nullable Double budget) {
        return new Thresholds(challenge, review, decline, budget);
    }

    /** The thresholds for a transaction of this channel. */
    public Thresholds of(Channel channel) {
        return channel.isChallengeable() || !hasChallenge() ? this : new Thresholds(review, decline, anomaly);
    }

    /** Whether some score leads to a challenge. */
    public boolean hasChallenge() {
        return challenge < review;
    }
}
