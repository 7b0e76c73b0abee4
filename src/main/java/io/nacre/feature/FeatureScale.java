package io.nacre.feature;

import io.nacre.payment.Millis;

/** The scales of feature values: logarithms for values with heavy tails, and days for ages. */
public final class FeatureScale {

    private FeatureScale() {}

    /** Natural logarithm of 1 + value; for counts, amounts, distances. */
    public static double log(double value) {
        return FastLog.ofOnePlus(Math.max(0, value));
    }

    /** Logarithm of the ratio of two values; 1 is added to both, so that small amounts do not give extreme ratios. */
    public static double logRatio(double value, double usual) {
        return FastLog.of((value + 1) / (usual + 1));
    }

    /** The inverse of {@link #log}. It uses StrictMath, so that explanations are reproducible. */
    static double inverse(double log) {
        return StrictMath.expm1(log);
    }

    /** The reference value of {@link #logRatio}, from the value and the ratio. */
    static double behind(double value, double ratio) {
        return (value + 1) / StrictMath.exp(ratio) - 1;
    }

    /** Logarithm of the days between two times; unknown without the earlier one. */
    public static double logDays(long nowMs, long thenMs) {
        return thenMs < 0 ? Feature.UNKNOWN : log(Math.max(0, nowMs - thenMs) / (double) Millis.DAY_MS);
    }

    public static double flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
