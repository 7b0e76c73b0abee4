package io.nacre.training.sample;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.history.History;
import java.io.IOException;
import java.time.Instant;

/**
 * The size of a history, and its split.
 *
 * @param rows all transactions
 * @param unlabelled transactions without a label and without an assumed one
 * @param trainOthers legitimate transactions in training
 * @param trainFrauds frauds in training
 * @param validationOthers legitimate transactions in validation
 * @param validationFrauds frauds in validation
 */
public record DatasetSummary(
        TimeSplit split,
        long rows,
        long unlabelled,
        long trainOthers,
        long trainFrauds,
        long validationOthers,
        long validationFrauds) {

    private static final int MIN_FRAUDS = 10;

    public static DatasetSummary of(History history, TimeSplitOptions options) throws IOException {
        TimeSplit timeSplit =
                options.isByMoments() ? TimeSplit.given(options) : TimeSplit.of(moments(history), options);
        long[] counts = new long[6];
        history.forEach(labelled -> count(timeSplit, labelled, counts));
        DatasetSummary datasetSummary =
                new DatasetSummary(timeSplit, counts[0], counts[5], counts[1], counts[2], counts[3], counts[4]);
        datasetSummary.requireEnough();
        return datasetSummary;
    }

    private static EventTimeQuantiles moments(History history) throws IOException {
        EventTimeQuantiles eventTimeQuantiles = new EventTimeQuantiles();
        history.forEach(
                labelled -> eventTimeQuantiles.add(labelled.transaction().eventTimeMs()));
        return eventTimeQuantiles;
    }

    private static void count(TimeSplit timeSplit, LabelledTransaction labelled, long[] counts) {
        boolean fraud = labelled.label() != null && labelled.label().fraud();
        counts[0]++;
        counts[5] += labelled.label() == null ? 1 : 0;
        switch (timeSplit.use(labelled)) {
            case TRAIN -> counts[fraud ? 2 : 1]++;
            case VALIDATE -> counts[fraud ? 4 : 3]++;
            case TEST, NONE -> {}
        }
    }

    private void requireEnough() {
        if (trainFrauds < MIN_FRAUDS || trainOthers < MIN_FRAUDS || validationFrauds < 1 || validationOthers < 1) {
            String labels = unlabelled == 0
                    ? ""
                    : "; " + unlabelled + " transactions have no label: if an empty label means no dispute, list \"\""
                            + " under label.legitimate in the mapping, or shorten label.maturity-days";
            throw new IllegalArgumentException("the history is too small for training: " + this
                    + "; use a longer history, other times for the split (--validate-from, --test-from), or a"
                    + " shorter label-maturity window (--label-delay-days)" + labels);
        }
    }

    @Override
    public String toString() {
        return "history: " + rows + " transactions; train " + trainOthers + " legitimate and " + trainFrauds
                + " frauds from " + time(split.trainFromMs()) + ", validate " + validationOthers + " and "
                + validationFrauds + " from " + time(split.validationFromMs()) + ", test from "
                + time(split.testFromMs()) + " to " + time(split.testToMs());
    }

    private static Instant time(long ms) {
        return Instant.ofEpochMilli(ms);
    }
}
