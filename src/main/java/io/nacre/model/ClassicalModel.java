package io.nacre.model;

import java.util.List;

/**
 * What the cascade builds on: a logistic regression on a few of the normalised features, and for each layer boosted
 * trees that read all features up to it, raw, and begin at the regression. Where a layer's trees bring nothing it has
 * none, and the logit of the layer before stays.
 */
public final class ClassicalModel {

    private final int[] features;
    private final float[] weights;
    private final float bias;
    private final List<BoostedTrees> trees;

    /**
     * @param features where the inputs of the regression stand in the vector, in rising order
     * @param trees for each layer
     */
    public ClassicalModel(int[] features, float[] weights, float bias, List<BoostedTrees> trees) {
        if (features.length != weights.length) {
            throw new IllegalArgumentException("as many weights as features are needed");
        }
        for (int i = 0; i < features.length; i++) {
            if (features[i] < 0 || (i > 0 && features[i] <= features[i - 1])) {
                throw new IllegalArgumentException("features are not in rising order");
            }
        }
        this.features = features.clone();
        this.weights = FloatArrayCodec.requireFinite("weights", weights.clone());
        this.bias = FloatArrayCodec.requireFinite("bias", new float[] {bias})[0];
        this.trees = List.copyOf(trees);
    }

    /** The same regression with trees for each layer. */
    public ClassicalModel with(List<BoostedTrees> better) {
        return new ClassicalModel(features, weights, bias, better);
    }

    /** The same with the trees counting less or more; the regression stays. */
    public ClassicalModel withTreesScaled(float factor) {
        return with(trees.stream().map(layer -> layer.scaled(factor)).toList());
    }

    /**
     * The logit of the regression, then after the trees of each layer.
     *
     * @param vector raw
     * @param normalised the same, normalised
     * @param logits filled in, one more than there are layers
     */
    public void logits(float[] vector, float[] normalised, float[] logits) {
        logits[0] = logit(normalised, features);
        addTrees(vector, logits);
    }

    /** Adds each layer's trees to the logit of the regression, which is given as the first. */
    public void addTrees(float[] vector, float[] logits) {
        for (int k = 0; k < trees.size(); k++) {
            BoostedTrees own = trees.get(k);
            logits[k + 1] = own.size() == 0 ? logits[k] : own.addTo(logits[0], vector);
        }
    }

    /**
     * The logit of the regression alone; additions in the order of the features.
     *
     * @param places where the normalised inputs of the regression stand
     */
    public float logit(float[] normalised, int[] places) {
        float sum = bias;
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * normalised[places[i]];
        }
        return sum;
    }

    /** Where the inputs of the regression stand in the vector. */
    public int[] features() {
        return features.clone();
    }

    /** For each layer. */
    public List<BoostedTrees> trees() {
        return trees;
    }

    public float[] weights() {
        return weights.clone();
    }

    public float bias() {
        return bias;
    }
}
