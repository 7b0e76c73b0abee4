package io.nacre.model.anomaly;

import io.nacre.model.FloatArrayCodec;
import java.util.Arrays;

/**
 * Converts the error of an autoencoder to a tail probability: the share of transactions with at least this error.
 *
 * <p>It is measured on validation transactions: level j is the error that a share of 2<sup>-j</sup> of them reaches.
 * Between levels it interpolates the logarithm of the share over the logarithm of the error. Above the last level the
 * share stays constant: "fewer than one in N".
 */
public final class AnomalyPercentile {

    public static final int MAX_LEVELS = 31;

    private final float[] levels;
    private final double[] logarithms;

    /** @param levels ascending; every transaction reaches level 0 */
    public AnomalyPercentile(float[] levels) {
        if (levels.length < 1 || levels.length > MAX_LEVELS) {
            throw new IllegalArgumentException(levels.length + " error levels are not 1 to " + MAX_LEVELS);
        }
        FloatArrayCodec.requireFinite("levels", levels);
        for (int j = 0; j < levels.length; j++) {
            if (levels[j] < 0 || (j > 0 && levels[j] < levels[j - 1])) {
                throw new IllegalArgumentException("the error levels are not ascending: " + Arrays.toString(levels));
            }
        }
        this.levels = levels.clone();
        this.logarithms = new double[levels.length];
        for (int j = 0; j < levels.length; j++) {
            logarithms[j] = StrictMath.log1p(levels[j]);
        }
    }

    /** Measures the levels on the errors of some transactions, at least one, in any order. */
    public static AnomalyPercentile of(double[] errors) {
        double[] rising = errors.clone();
        Arrays.sort(rising);
        int count = Math.min(MAX_LEVELS, 32 - Integer.numberOfLeadingZeros(rising.length));
        float[] levels = new float[count];
        for (int j = 0; j < count; j++) {
            levels[j] = (float) rising[rising.length - (rising.length >> j)];
        }
        return new AnomalyPercentile(levels);
    }

    /** The share of transactions with at least this error, above 0 and at most 1; decreases with the error. */
    public double share(double error) {
        int j = 0;
        while (j + 1 < levels.length && levels[j + 1] <= error) {
            j++;
        }
        if (j + 1 == levels.length || error <= levels[j]) {
            return Math.scalb(1.0, -j);
        }
        double passed = StrictMath.log1p(error) - logarithms[j];
        double step = logarithms[j + 1] - logarithms[j];
        return StrictMath.pow(2, -j - passed / step);
    }

    public float[] levels() {
        return levels.clone();
    }
}
