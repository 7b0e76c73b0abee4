package io.nacre.model;

import java.util.Arrays;

/**
 * The logits of a score, layer by layer: the calibrated logit of the classical model, then after each layer.
 *
 * @param logits length K + 1; {@code logits[0]} is of the classical model, {@code logits[K]} is final
 */
@SuppressWarnings("ArrayRecordComponent") // equals and hashCode below compare the contents.
public record Trail(double[] logits) {

    /** The score: the calibrated fraud probability, 0 to 1. */
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
     * The contribution of layer k (1 to K) to the logit. The classical model's logit and all contributions sum to the
     * final logit.
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
