package io.nacre.feature;

import io.nacre.payment.Millis;

/** The scales on which formulas speak: logarithms tame heavy tails, ages are in days. */
public final class FeatureScale {

    private FeatureScale() {}

    /** Natural logarithm of 1 + value; for counts, amounts, distances. */
    public static double log(double value) {
        return FastLog.ofOnePlus(Math.max(0, value));
    }

    /** How many times larger, as a logarithm; 1 is added to both, so that small amounts do not explode. */
    public static double logRatio(double value, double usual) {
        return FastLog.of((value + 1) / (usual + 1));
    }

    /** What {@link #log} was taken of; StrictMath, for what is said of a payment is the same each time. */
    static double inverse(double log) {
        return StrictMath.expm1(log);
    }

    /** What {@link #logRatio} compared the value with. */
    static double behind(double value, double ratio) {
        return (value + 1) / StrictMath.exp(ratio) - 1;
    }

    /** Logarithm of days from then to now; unknown where there is no then. */
    public static double logDays(long nowMs, long thenMs) {
        return thenMs < 0 ? Feature.UNKNOWN : log(Math.max(0, nowMs - thenMs) / (double) Millis.DAY_MS);
    }

    public static double flag(boolean holds) {
        return holds ? 1 : 0;
    }
}
