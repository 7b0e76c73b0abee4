package io.nacre.model;

import java.util.Arrays;

/**
 * How suspicion grew, layer by layer: the calibrated logit of the classical model, then after each layer.
 *
 * @param logits length K + 1; {@code logits[0]} is the classical model's, {@code logits[K]} the final one
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record Trail(double[] logits) {

    /** The score: the calibrated probability of fraud, 0..1. */
    public double score() {
        return probability(layers());
    }

    /** Number of layers, K. */
    public int layers() {
        return logits.length - 1;
    }

    /** The probability after k layers, k = 0 (classical model) to K. */
    public double probability(int k) {
        return 1 / (1 + StrictMath.exp(-logits[k]));
    }

    /**
     * What layer k (1..K) added to the logit; the classical model's logit and all contributions sum to the final logit.
     */
    public double contribution(int k) {
        return logits[k] - logits[k - 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Trail that && Arrays.equals(logits, that.logits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(logits);
    }

    @Override
    public String toString() {
        return Arrays.toString(logits);
    }
}
