package io.nacre.training.fit;

/** The cross-entropy of a logit and a label. */
final class CrossEntropy {

    private CrossEntropy() {}

    /** In nats; 0 for a correct logit of infinite size. */
    static double of(double logit, boolean fraud) {
        double surprise = fraud ? -logit : logit;
        return Math.max(surprise, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(surprise)));
    }
}
