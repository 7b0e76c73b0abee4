package io.nacre.training.fit;

/** How surprised a logit is by what became of the transaction. */
final class CrossEntropy {

    private CrossEntropy() {}

    /** In nats; 0 for a logit that was infinitely sure and right. */
    static double of(double logit, boolean fraud) {
        double surprise = fraud ? -logit : logit;
        return Math.max(surprise, 0) + StrictMath.log1p(StrictMath.exp(-Math.abs(surprise)));
    }
}
