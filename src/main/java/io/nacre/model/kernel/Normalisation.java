package io.nacre.model.kernel;

import io.nacre.model.FloatArrayCodec;

/** Standardises every feature: the number of standard deviations from the training mean, limited to 8. */
public final class Normalisation {

    static final float LIMIT = 8;

    private final float[] mean;
    private final float[] scale;

    /**
     * @param mean of each feature in training
     * @param scale one over the standard deviation; 0 for a constant feature
     */
    public Normalisation(float[] mean, float[] scale) {
        if (mean.length != scale.length) {
            throw new IllegalArgumentException("the numbers of means and scales differ");
        }
        this.mean = FloatArrayCodec.requireFinite("mean", mean.clone());
        this.scale = FloatArrayCodec.requireFinite("scale", scale.clone());
    }

    public int width() {
        return mean.length;
    }

    /** The training mean, which normalises to 0. */
    public float mean(int feature) {
        return mean[feature];
    }

    public float apply(int feature, float raw) {
        return apply(raw, mean[feature], scale[feature]);
    }

    static float apply(float raw, float mean, float scale) {
        float scaled = (raw - mean) * scale;
        if (scaled > LIMIT) {
            return LIMIT;
        }
        if (scaled < -LIMIT) {
            return -LIMIT;
        }
        // An infinite input times scale 0 is NaN. Such a feature is ignored, so a score is never NaN.
        return Float.isNaN(scaled) ? 0 : scaled;
    }

    /** The raw value of a normalised one; the mean for a constant feature. */
    public float raw(int feature, float normalised) {
        return scale[feature] == 0 ? mean[feature] : mean[feature] + normalised / scale[feature];
    }

    /** Normalises a whole vector into another. */
    public void apply(float[] raw, float[] normalised) {
        for (int i = 0; i < mean.length; i++) {
            normalised[i] = apply(i, raw[i]);
        }
    }

    /** Normalises some features into another array, which has room to the next multiple of the lanes. */
    public void apply(float[] raw, int from, int count, float[] normalised, int at, Kernel kernel) {
        kernel.normalise(raw, mean, scale, from, count, normalised, at);
    }

    public float[] means() {
        return mean.clone();
    }

    public float[] scales() {
        return scale.clone();
    }
}
