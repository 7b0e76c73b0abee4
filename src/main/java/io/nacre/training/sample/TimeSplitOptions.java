package io.nacre.training.sample;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where training ends, validation begins and the test begins, in event time; never at random, because fraud comes in
 * waves.
 *
 * @param trainShare of all transactions, by time, where no moment is given
 * @param validationShare of all transactions, by time, where no moment is given
 * @param labelDelay after which a transaction nobody complained about counts as legitimate
 * @param trainFrom earlier transactions only fill the memories; null: all are learned from
 * @param validationFrom instead of a share
 * @param testFrom instead of a share
 * @param testTo where the test ends, exclusive; null: at the end of history
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
                    + " must each be above 0, and leave something for the test");
        }
        if (labelDelay.isNegative()) {
            throw new IllegalArgumentException("the label delay is negative: " + labelDelay);
        }
    }

    public static TimeSplitOptions byShare(double trainShare, double validationShare, Duration labelDelay) {
        return new TimeSplitOptions(trainShare, validationShare, labelDelay, null, null, null, null);
    }

    /** Whether every moment is given, so that no share counts. */
    boolean isByMoments() {
        return trainFrom != null && validationFrom != null && testFrom != null && testTo != null;
    }

    /** The same with moments given: any of them may be null. */
    public TimeSplitOptions at(
            @Nullable Instant train, @Nullable Instant validation, @Nullable Instant test, @Nullable Instant end) {
        return new TimeSplitOptions(trainShare, validationShare, labelDelay, train, validation, test, end);
    }
}
