package io.nacre.training.sample;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.history.Fnv1a;
import java.util.function.ToDoubleFunction;

/** Samples the examples: frauds and legitimate transactions separately, by a hash of their ids; all if they are few. */
public final class ExampleSampler {

    /** More frauds do not improve the model, and would fill the memory. */
    private static final int MAX_FRAUDS = 200_000;

    private final TimeSplit timeSplit;
    private final SamplingRates trainShares;
    private final SamplingRates validationShares;
    private final ToDoubleFunction<String> weights;
    private final Examples training;
    private final Examples validation;

    /**
     * @param maxLegitimate maximum number of legitimate transactions in training
     * @param maxValidation maximum number of legitimate transactions in validation
     * @param weights the number of transactions that one represents, by id
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

    /** Whether the transaction was kept for training or validation. */
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

    /** The shares that are kept. */
    private record SamplingRates(double frauds, double others) {
        static SamplingRates of(long frauds, long others, int othersMax) {
            return new SamplingRates(
                    Math.min(1, (double) MAX_FRAUDS / frauds), Math.min(1, (double) othersMax / others));
        }
    }
}
