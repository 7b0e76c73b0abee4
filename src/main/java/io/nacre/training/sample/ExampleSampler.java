package io.nacre.training.sample;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.history.Fnv1a;
import java.util.function.ToDoubleFunction;

/**
 * Keeps what is learned from: of frauds and of others a sample that depends on their ids alone, all where they are few.
 */
public final class ExampleSampler {

    /** More teach nothing new, and their vectors would fill the memory. */
    private static final int MAX_FRAUDS = 200_000;

    private final TimeSplit timeSplit;
    private final SamplingRates trainShares;
    private final SamplingRates validationShares;
    private final ToDoubleFunction<String> weights;
    private final Examples training;
    private final Examples validation;

    /**
     * @param maxLegitimate so many legitimate transactions are kept for training
     * @param maxValidation so many of them for validation
     * @param weights how many transactions one stands for, by its id
     */
    public ExampleSampler(
            int width,
            DatasetSummary datasetSummary,
            int maxLegitimate,
            int maxValidation,
            ToDoubleFunction<String> weights) {
        this.weights = weights;
        timeSplit = datasetSummary.split();
        trainShares = SamplingRates.of(datasetSummary.trainFrauds(), datasetSummary.trainOthers(), maxLegitimate);
        validationShares =
                SamplingRates.of(datasetSummary.validationFrauds(), datasetSummary.validationOthers(), maxValidation);
        training = new Examples(width);
        validation = new Examples(width);
    }

    /** Whether it was kept for training or validation. */
    public boolean add(LabelledTransaction labelled, float[] vector) {
        return switch (timeSplit.use(labelled)) {
            case TRAIN -> add(training, labelled, vector, trainShares);
            case VALIDATE -> add(validation, labelled, vector, validationShares);
            case TEST, NONE -> false;
        };
    }

    public Examples training() {
        return training;
    }

    public Examples validation() {
        return validation;
    }

    private boolean add(Examples examples, LabelledTransaction labelled, float[] vector, SamplingRates samplingRates) {
        boolean fraud = requireNonNull(labelled.label()).fraud();
        double share = fraud ? samplingRates.frauds() : samplingRates.others();
        if (share < 1 && Fnv1a.uniform(labelled.transaction().id()) >= share) {
            return false;
        }
        examples.add(vector, fraud, weights.applyAsDouble(labelled.transaction().id()) / share);
        return true;
    }

    /** Which share of each kind is kept. */
    private record SamplingRates(double frauds, double others) {
        static SamplingRates of(long frauds, long others, int othersMax) {
            return new SamplingRates(
                    Math.min(1, (double) MAX_FRAUDS / frauds), Math.min(1, (double) othersMax / others));
        }
    }
}
