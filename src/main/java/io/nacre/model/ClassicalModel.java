package io.nacre.model;

import java.util.List;

/**
 * The base of the cascade: a logistic regression on a few normalised features, and boosted trees for each layer. The
 * trees read all raw features up to their layer and start from the regression. A layer without trees keeps the logit of
 * the layer before.
 */
public final class ClassicalModel {

    private final int[] features;
    private final float[] weights;
    private final float bias;
    private final List<BoostedTrees> trees;

    /**
     * @param features indexes of the regression's inputs in the vector, ascending
     * @param trees one entry per layer
     */
    public ClassicalModel(int[] features, float[] weights, float bias, List<BoostedTrees> trees) {
        if (features.length != weights.length) {
            throw new IllegalArgumentException("the numbers of weights and features differ");
        }
        for (int i = 0; i < features.length; i++) {
            if (features[i] < 0 || (i > 0 && features[i] <= features[i - 1])) {
                throw new IllegalArgumentException("the features are not in ascending order");
            }
        }
        this.features = features.clone();
        this.weights = FloatArrayCodec.requireFinite("weights", weights.clone());
        this.bias = FloatArrayCodec.requireFinite("bias", new float[] {bias})[0];
        this.trees = List.copyOf(trees);
    }

    /** The same regression with other trees. */
    public ClassicalModel with(List<BoostedTrees> better) {
        return new ClassicalModel(features, weights, bias, better);
    }

    /** The same regression with the leaves of all trees multiplied by a factor. */
    public ClassicalModel withTreesScaled(float factor) {
        return with(trees.stream().map(layer -> layer.scaled(factor)).toList());
    }

    /**
     * Computes the logit of the regression, then after the trees of each layer.
     *
     * @param vector raw
     * @param normalised the normalised vector
     * @param logits output, one more than there are layers
     */
    public void logits(float[] vector, float[] normalised, float[] logits) {
        logits[0] = logit(normalised, features);
        addTrees(vector, logits);
    }

    /** Adds each layer's trees to the logit of the regression, which is the first element. */
    public void addTrees(float[] vector, float[] logits) {
        for (int k = 0; k < trees.size(); k++) {
            BoostedTrees own = trees.get(k);
            logits[k + 1] = own.size() == 0 ? logits[k] : own.addTo(logits[0], vector);
        }
    }

    /**
     * The logit of the regression alone; the order of additions is the order of the features.
     *
     * @param places indexes of the regression's normalised inputs
     */
    public float logit(float[] normalised, int[] places) {
        float sum = bias;
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * normalised[places[i]];
        }
        return sum;
    }

    /** Indexes of the regression's inputs in the vector. */
    public int[] features() {
        return features.clone();
    }

    /** The trees of each layer. */
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
