package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;
import java.util.function.ToDoubleFunction;

/**
 * Keeps what is learned from: of frauds and of others a sample that depends on their ids alone, all where they are few.
 */
final class ExampleSampler {

    /** More teach nothing new, and their vectors would fill the memory. */
    private static final int MAX_FRAUDS = 200_000;

    private final TimeSplit timeSplit;
    private final SamplingRates trainShares;
    private final SamplingRates validationShares;
    private final ToDoubleFunction<String> weights;
    private final Examples training;
    private final Examples validation;

    /** @param weights how many transactions one stands for, by its id */
    ExampleSampler(
            int width, DatasetSummary datasetSummary, TrainingOptions options, ToDoubleFunction<String> weights) {
        this.weights = weights;
        timeSplit = datasetSummary.split();
        trainShares =
                SamplingRates.of(datasetSummary.trainFrauds(), datasetSummary.trainOthers(), options.legitRowsMax());
        validationShares = SamplingRates.of(
                datasetSummary.validationFrauds(), datasetSummary.validationOthers(), options.validationRowsMax());
        training = new Examples(width);
        validation = new Examples(width);
    }

    /** Whether it was kept for training or validation. */
    boolean add(LabelledTransaction labelled, float[] vector) {
        return switch (timeSplit.use(labelled)) {
            case TRAIN -> add(training, labelled, vector, trainShares);
            case VALIDATE -> add(validation, labelled, vector, validationShares);
            case TEST, NONE -> false;
        };
    }

    Examples training() {
        return training;
    }

    Examples validation() {
        return validation;
    }

    private boolean add(Examples examples, LabelledTransaction labelled, float[] vector, SamplingRates samplingRates) {
        boolean fraud = requireNonNull(labelled.label()).fraud();
        double share = fraud ? samplingRates.frauds() : samplingRates.others();
        if (share < 1 && uniform(labelled.transaction().id()) >= share) {
            return false;
        }
        examples.add(vector, fraud, weights.applyAsDouble(labelled.transaction().id()) / share);
        return true;
    }

    /** A number from 0 to 1 that looks random and is the same for the same id. */
    static double uniform(String id) {
        long hash = Fnv1a.of(id);
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** Which share of each kind is kept. */
    private record SamplingRates(double frauds, double others) {
        static SamplingRates of(long frauds, long others, int othersMax) {
            return new SamplingRates(
                    Math.min(1, (double) MAX_FRAUDS / frauds), Math.min(1, (double) othersMax / others));
        }
    }
}
