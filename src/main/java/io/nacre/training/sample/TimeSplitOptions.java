package io.nacre.training.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The start times of training, validation and test, in event time. The split is never random, because fraud comes in
 * waves.
 *
 * @param trainShare share of all transactions, by time, if no time is given
 * @param validationShare share of all transactions, by time, if no time is given
 * @param labelDelay the label-maturity window, after which an unlabelled transaction counts as legitimate
 * @param trainFrom earlier transactions only build state; null: all are used for training
 * @param validationFrom instead of a share
 * @param testFrom instead of a share
 * @param testTo the end of the test, exclusive; null: the end of history
 */
public record TimeSplitOptions(
        double trainShare,
        double validationShare,
        Duration labelDelay,
        @Nullable Instant trainFrom,
        @Nullable Instant validationFrom,
        @Nullable Instant testFrom,
        @Nullable Instant testTo) {

    public static final TimeSplitOptions DEFAULT = byShare(0.7, 0.15, Duration.ofDays(7));

    public TimeSplitOptions {
        requireNonNull(labelDelay, "labelDelay is null");
        if (!(trainShare > 0 && validationShare > 0 && trainShare + validationShare < 1)) {
            throw new IllegalArgumentException("train share " + trainShare + " and validation share " + validationShare
                    + " are invalid: both must be above 0, with a sum below 1");
        }
        if (labelDelay.isNegative()) {
            throw new IllegalArgumentException("the label delay is negative: " + labelDelay);
        }
    }

    public static TimeSplitOptions byShare(double trainShare, double validationShare, Duration labelDelay) {
        return new TimeSplitOptions(trainShare, validationShare, labelDelay, null, null, null, null);
    }

    /** Whether all times are given, so that shares are not used. */
    boolean isByMoments() {
        return trainFrom != null && validationFrom != null && testFrom != null && testTo != null;
    }

    /** With given times; each may be null. */
    public TimeSplitOptions at(
            @Nullable Instant train, @Nullable Instant validation, @Nullable Instant test, @Nullable Instant end) {
        return new TimeSplitOptions(trainShare, validationShare, labelDelay, train, validation, test, end);
    }
}
