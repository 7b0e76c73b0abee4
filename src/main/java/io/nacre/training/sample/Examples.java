package io.nacre.training.sample;

import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Vectors with their labels and weights, in memory. A weight is the number of transactions that an example represents.
 * An example takes 13 bytes in addition to its vector.
 */
public final class Examples {

    private static final double MIN_VARIANCE = 1e-12;

    private final int width;
    private final List<float[]> vectors = new ArrayList<>();
    private boolean[] frauds = new boolean[1024];
    private double[] weights = new double[1024];
    private int fraudCount;

    public Examples(int width) {
        this.width = width;
    }

    public void add(float[] vector, boolean fraud, double weight) {
        if (vector.length != width) {
            throw new IllegalArgumentException("a vector of " + vector.length + " features instead of " + width);
        }
        int size = vectors.size();
        if (size == frauds.length) {
            frauds = Arrays.copyOf(frauds, 2 * size);
            weights = Arrays.copyOf(weights, 2 * size);
        }
        vectors.add(vector);
        frauds[size] = fraud;
        weights[size] = weight;
        fraudCount += fraud ? 1 : 0;
    }

    public int size() {
        return vectors.size();
    }

    public int fraudCount() {
        return fraudCount;
    }

    public float[] vector(int i) {
        return vectors.get(i);
    }

    public boolean fraud(int i) {
        return frauds[i];
    }

    public double weight(int i) {
        return weights[i];
    }

    /** The weights for training: frauds are weighted by the given factor, and the mean is 1. */
    public double[] balancedWeights(double fraudFactor) {
        double[] balanced = new double[size()];
        double sum = 0;
        for (int i = 0; i < balanced.length; i++) {
            balanced[i] = weight(i) * (fraud(i) ? fraudFactor : 1);
            sum += balanced[i];
        }
        for (int i = 0; i < balanced.length; i++) {
            balanced[i] *= balanced.length / sum;
        }
        return balanced;
    }

    /**
     * The mean and scale of every feature. The scale uses the training weights of frauds. Otherwise features of frauds
     * would be many deviations from the mean, and clipping would make them equal.
     */
    public Normalisation normalisation(double fraudFactor) {
        double[] mean = mean();
        double[] square = new double[width];
        double[] balanced = balancedWeights(fraudFactor);
        for (int r = 0; r < size(); r++) {
            for (int i = 0; i < width; i++) {
                double distance = vector(r)[i] - mean[i];
                square[i] += balanced[r] * distance * distance;
            }
        }
        float[] means = new float[width];
        float[] scales = new float[width];
        for (int i = 0; i < width; i++) {
            double variance = size() > 0 ? square[i] / size() : 0;
            means[i] = (float) mean[i];
            scales[i] = variance < MIN_VARIANCE ? 0 : (float) (1 / Math.sqrt(variance));
        }
        return new Normalisation(means, scales);
    }

    /** Updated incrementally, which is numerically stable for large values. */
    private double[] mean() {
        double[] mean = new double[width];
        double total = 0;
        for (int r = 0; r < size(); r++) {
            total += weight(r);
            for (int i = 0; i < width; i++) {
                mean[i] += (vector(r)[i] - mean[i]) * weight(r) / total;
            }
        }
        return mean;
    }

    /** A copy in which layers are masked at random as if their inputs were missing: value 0, and known 0. */
    public Examples hidingLayers(FeatureLayout featureLayout, double share, SplittableRandom random) {
        Examples copy = new Examples(width);
        for (int r = 0; r < size(); r++) {
            float[] vector = vector(r).clone();
            for (int layer = 0; layer < featureLayout.layers().size(); layer++) {
                int[] indicators = featureLayout.indicators(layer);
                if (indicators.length > 0 && random.nextDouble() < share) {
                    for (int indicator : indicators) {
                        vector[indicator - 1] = 0;
                        vector[indicator] = 0;
                    }
                }
            }
            copy.add(vector, fraud(r), weight(r));
        }
        return copy;
    }

    /** A range of the examples, in the same order. */
    public Examples part(int from, int to) {
        Examples part = new Examples(width);
        for (int r = from; r < to; r++) {
            part.add(vector(r), fraud(r), weight(r));
        }
        return part;
    }

    /** A copy in which the features from one index up to another are 0. */
    public Examples without(int from, int to) {
        Examples copy = new Examples(width);
        for (int r = 0; r < size(); r++) {
            float[] vector = vector(r).clone();
            Arrays.fill(vector, from, to, 0);
            copy.add(vector, fraud(r), weight(r));
        }
        return copy;
    }

    /** A copy in which all features except the chosen ones are 0. */
    public Examples only(boolean[] chosen) {
        Examples copy = new Examples(width);
        for (int r = 0; r < size(); r++) {
            float[] vector = vector(r).clone();
            for (int i = 0; i < width; i++) {
                vector[i] = chosen[i] ? vector[i] : 0;
            }
            copy.add(vector, fraud(r), weight(r));
        }
        return copy;
    }

    @Override
    public String toString() {
        return size() + " examples with " + fraudCount() + " frauds";
    }
}
