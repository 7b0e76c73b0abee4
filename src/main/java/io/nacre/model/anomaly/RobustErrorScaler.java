package io.nacre.model.anomaly;

import io.nacre.model.FloatArrayCodec;

/**
 * The usual reconstruction error of each feature: the median, and the spread above and below it. The two spreads
 * differ, because amounts and counts have large deviations upward and small ones downward.
 *
 * <p>The error of a feature is the squared number of spreads from the median. It is limited to 100, so that one extreme
 * input does not hide the others.
 */
public final class RobustErrorScaler {

    private static final double LIMIT = 10;

    /** Minimum spread, in normalised units. A smaller one is numerical noise. */
    public static final float MIN_SPREAD = 0.05f;

    private final float[] middle;
    private final float[] above;
    private final float[] below;
    private final double[] perSpreadAbove;
    private final double[] perSpreadBelow;

    /** @param above {@code above} and {@code below} are at least {@link #MIN_SPREAD} */
    public RobustErrorScaler(float[] middle, float[] above, float[] below) {
        if (middle.length != above.length || middle.length != below.length) {
            throw new IllegalArgumentException("the error scale needs a median and two spreads for each feature");
        }
        this.middle = FloatArrayCodec.requireFinite("middle", middle.clone());
        this.above = requireSpreads("above", above);
        this.below = requireSpreads("below", below);
        this.perSpreadAbove = inverse(above);
        this.perSpreadBelow = inverse(below);
    }

    /** Precomputed, because a division costs as much as the rest of the loop body. */
    private static double[] inverse(float[] spreads) {
        double[] inverse = new double[spreads.length];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = 1.0 / spreads[i];
        }
        return inverse;
    }

    public int width() {
        return middle.length;
    }

    /** The contribution of a feature to the error, 0 to 100. */
    double error(int feature, float normalised, float drawn) {
        double off = normalised - drawn - middle[feature];
        double spreads = Math.min(LIMIT, off > 0 ? off * perSpreadAbove[feature] : -off * perSpreadBelow[feature]);
        return spreads * spreads;
    }

    /** The expected normalised value for a reconstruction. */
    float expected(int feature, float drawn) {
        return drawn + middle[feature];
    }

    public float[] middles() {
        return middle.clone();
    }

    public float[] spreadsAbove() {
        return above.clone();
    }

    public float[] spreadsBelow() {
        return below.clone();
    }

    private static float[] requireSpreads(String name, float[] spreads) {
        for (float spread : FloatArrayCodec.requireFinite(name, spreads)) {
            if (spread < MIN_SPREAD) {
                throw new IllegalArgumentException("spread " + name + " is " + spread + ", at least " + MIN_SPREAD);
            }
        }
        return spreads.clone();
    }
}
