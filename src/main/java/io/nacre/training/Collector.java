package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.LabelledTransaction;

/** Keeps what is learned from: every fraud, and of the others a sample that depends on their ids alone. */
final class Collector {

    private final Split split;
    private final double trainShare;
    private final double validationShare;
    private final Examples training;
    private final Examples validation;

    Collector(int width, Census census, TrainingOptions options) {
        split = census.split();
        trainShare = Math.min(1, (double) options.legitRowsMax() / census.trainOthers());
        validationShare = Math.min(1, (double) options.validationRowsMax() / census.validationOthers());
        training = new Examples(width);
        validation = new Examples(width);
    }

    void take(LabelledTransaction labelled, float[] vector) {
        switch (split.use(labelled)) {
            case TRAIN -> take(training, labelled, vector, trainShare);
            case VALIDATE -> take(validation, labelled, vector, validationShare);
            case TEST, NONE -> {}
        }
    }

    Examples training() {
        return training;
    }

    Examples validation() {
        return validation;
    }

    private static void take(Examples examples, LabelledTransaction labelled, float[] vector, double share) {
        boolean fraud = requireNonNull(labelled.label()).fraud();
        if (fraud) {
            examples.add(vector, true, 1);
        } else if (share >= 1 || uniform(labelled.transaction().id()) < share) {
            examples.add(vector, false, 1 / share);
        }
    }

    /** A number from 0 to 1 that looks random and is the same for the same id: FNV-1a, then a mix of all bits. */
    static double uniform(String id) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
