package io.nacre.model.anomaly;

import io.nacre.model.FloatArrayCodec;

/**
 * How far off each feature usually is when an autoencoder draws it: the middle of its error, and the spread above and
 * below. Both sides have their own, because amounts or counts stray far upward and hardly downward.
 *
 * <p>The error of a feature is the square of how many spreads it lies off, at most 100: one input beyond all measure
 * does not silence the others.
 */
public final class ReconstructionErrorScale {

    private static final double LIMIT = 10;

    /** Below this a spread is the noise of a feature that is drawn almost exactly. In normalised units. */
    public static final float MIN_SPREAD = 0.05f;

    private final float[] middle;
    private final float[] above;
    private final float[] below;
    private final double[] perSpreadAbove;
    private final double[] perSpreadBelow;

    /** @param above {@code above} and {@code below} at least {@link #MIN_SPREAD} */
    public ReconstructionErrorScale(float[] middle, float[] above, float[] below) {
        if (middle.length != above.length || middle.length != below.length) {
            throw new IllegalArgumentException("a middle and two spreads are needed for each feature");
        }
        this.middle = FloatArrayCodec.requireFinite("middle", middle.clone());
        this.above = requireSpreads("above", above);
        this.below = requireSpreads("below", below);
        this.perSpreadAbove = inverse(above);
        this.perSpreadBelow = inverse(below);
    }

    /** A division costs as much as all else that is done for a feature. */
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

    /** What a feature's share in the error is, 0..100. */
    double error(int feature, float normalised, float drawn) {
        double off = normalised - drawn - middle[feature];
        double spreads = Math.min(LIMIT, off > 0 ? off * perSpreadAbove[feature] : -off * perSpreadBelow[feature]);
        return spreads * spreads;
    }

    /** What was to be expected, given what was drawn: normalised. */
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
