package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;
import java.util.function.ToDoubleFunction;

/**
 * Keeps what is learned from: of frauds and of others a sample that depends on their ids alone, all where they are few.
 */
final class Collector {

    /** More teach nothing new, and their vectors would fill the memory. */
    private static final int FRAUDS_MAX = 200_000;

    private final Split split;
    private final Shares trainShares;
    private final Shares validationShares;
    private final ToDoubleFunction<String> weights;
    private final Examples training;
    private final Examples validation;

    /** @param weights how many transactions one stands for, by its id */
    Collector(int width, Census census, TrainingOptions options, ToDoubleFunction<String> weights) {
        this.weights = weights;
        split = census.split();
        trainShares = Shares.of(census.trainFrauds(), census.trainOthers(), options.legitRowsMax());
        validationShares = Shares.of(census.validationFrauds(), census.validationOthers(), options.validationRowsMax());
        training = new Examples(width);
        validation = new Examples(width);
    }

    /** Whether it was kept for training or validation. */
    boolean take(LabelledTransaction labelled, float[] vector) {
        return switch (split.use(labelled)) {
            case TRAIN -> take(training, labelled, vector, trainShares);
            case VALIDATE -> take(validation, labelled, vector, validationShares);
            case TEST, NONE -> false;
        };
    }

    Examples training() {
        return training;
    }

    Examples validation() {
        return validation;
    }

    private boolean take(Examples examples, LabelledTransaction labelled, float[] vector, Shares shares) {
        boolean fraud = requireNonNull(labelled.label()).fraud();
        double share = fraud ? shares.frauds() : shares.others();
        if (share < 1 && uniform(labelled.transaction().id()) >= share) {
            return false;
        }
        examples.add(vector, fraud, weights.applyAsDouble(labelled.transaction().id()) / share);
        return true;
    }

    /** A number from 0 to 1 that looks random and is the same for the same id. */
    static double uniform(String id) {
        long hash = Hash.of(id);
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }

    /** Which share of each kind is kept. */
    private record Shares(double frauds, double others) {
        static Shares of(long frauds, long others, int othersMax) {
            return new Shares(Math.min(1, (double) FRAUDS_MAX / frauds), Math.min(1, (double) othersMax / others));
        }
    }
}
