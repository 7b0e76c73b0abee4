package io.nacre.training.sample;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.LabelPrecedence;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The split of a history by time into training, validation and test.
 *
 * @param trainFromMs event time, ms since 1970; earlier transactions only build state
 * @param validationFromMs event time, ms since 1970
 * @param testFromMs event time, ms since 1970
 * @param testToMs event time, ms since 1970, exclusive
 * @param labelDelayMs the label-maturity window, after which an unlabelled transaction counts as legitimate
 */
public record TimeSplit(long trainFromMs, long validationFromMs, long testFromMs, long testToMs, long labelDelayMs) {

    /** The slice of a transaction. */
    enum Use {
        NONE,
        TRAIN,
        VALIDATE,
        TEST
    }

    public TimeSplit {
        if (!(trainFromMs < validationFromMs && validationFromMs < testFromMs && testFromMs < testToMs)) {
            throw new IllegalArgumentException("the split is not in order: train from " + time(trainFromMs)
                    + ", validate from " + time(validationFromMs) + ", test from " + time(testFromMs) + " to "
                    + time(testToMs) + ": set times in this order, inside the history");
        }
    }

    /**
     * Splits a history.
     *
     * @param eventTimeQuantiles the event times of all transactions
     */
    static TimeSplit of(EventTimeQuantiles eventTimeQuantiles, TimeSplitOptions options) {
        if (eventTimeQuantiles.rows() < 3) {
            throw new IllegalArgumentException(
                    "a history of " + eventTimeQuantiles.rows() + " transactions cannot be split");
        }
        double train = options.trainShare();
        return new TimeSplit(
                millis(options.trainFrom(), eventTimeQuantiles.firstMs()),
                millis(options.validationFrom(), eventTimeQuantiles.at(train)),
                millis(options.testFrom(), eventTimeQuantiles.at(train + options.validationShare())),
                millis(options.testTo(), eventTimeQuantiles.lastMs() + 1),
                options.labelDelay().toMillis());
    }

    /** The split if all times are given, so that the history need not be read. */
    static TimeSplit given(TimeSplitOptions options) {
        return new TimeSplit(
                requireNonNull(options.trainFrom()).toEpochMilli(),
                requireNonNull(options.validationFrom()).toEpochMilli(),
                requireNonNull(options.testFrom()).toEpochMilli(),
                requireNonNull(options.testTo()).toEpochMilli(),
                options.labelDelay().toMillis());
    }

    /** Excludes unlabelled transactions, and those whose label was not known when the test began. */
    Use use(LabelledTransaction labelled) {
        Label label = labelled.label();
        long atMs = labelled.transaction().eventTimeMs();
        if (label == null || atMs < trainFromMs || atMs >= testToMs) {
            return Use.NONE;
        }
        if (atMs >= testFromMs) {
            return Use.TEST;
        }
        if (!LabelPrecedence.isMature(label, atMs, testFromMs, labelDelayMs)) {
            return Use.NONE;
        }
        return atMs < validationFromMs ? Use.TRAIN : Use.VALIDATE;
    }

    private static long millis(@Nullable Instant given, long otherwise) {
        return given == null ? otherwise : given.toEpochMilli();
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
