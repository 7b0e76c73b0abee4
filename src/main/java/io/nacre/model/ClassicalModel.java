package io.nacre.model;

/** Logistic regression on a few of the normalised features: the result on which the cascade builds, layer by layer. */
public final class ClassicalModel {

    private final int[] features;
    private final float[] weights;
    private final float bias;

    /** @param features where its inputs stand in the vector, in rising order */
    public ClassicalModel(int[] features, float[] weights, float bias) {
        if (features.length != weights.length) {
            throw new IllegalArgumentException("as many weights as features are needed");
        }
        for (int i = 0; i < features.length; i++) {
            if (features[i] < 0 || (i > 0 && features[i] <= features[i - 1])) {
                throw new IllegalArgumentException("features are not in rising order");
            }
        }
        this.features = features.clone();
        this.weights = Floats.requireFinite("weights", weights.clone());
        this.bias = Floats.requireFinite("bias", new float[] {bias})[0];
    }

    /** The logit z0; additions in the order of the features. */
    public float logit(float[] normalised) {
        float sum = bias;
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * normalised[features[i]];
        }
        return sum;
    }

    /** Where its inputs stand in the vector. */
    public int[] features() {
        return features.clone();
    }

    float[] weights() {
        return weights.clone();
    }

    float bias() {
        return bias;
    }
}
