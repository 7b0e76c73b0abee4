package io.nacre.model.anomaly;

import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes how unusual a vector is, and its most unusual features. Not thread-safe: one instance per subtask. */
public final class AnomalyDetector {

    private static final int MAX_ODDITIES = 4;

    private final List<String> names;
    private final boolean[] optional;
    private final AnomalyModel model;
    private final float[] normalised;
    private final Kernel kernel;
    private final CompiledAutoencoder compiledAutoencoder;
    private final int[] farthest = new int[MAX_ODDITIES];
    private final double[] farthestErrors = new double[MAX_ODDITIES];
    private float[] drawn;

    public AnomalyDetector(FeatureLayout featureLayout, AnomalyModel model) {
        this(featureLayout, model, Kernel.fastest());
    }

    public AnomalyDetector(FeatureLayout featureLayout, AnomalyModel model, Kernel kernel) {
        this.kernel = kernel;
        this.compiledAutoencoder = new CompiledAutoencoder(model.autoencoder(), kernel);
        this.optional = featureLayout.optional();
        this.names = featureLayout.features();
        this.model = model;
        this.normalised = new float[kernel.padded(model.width()) + 1];
        this.drawn = normalised;
    }

    /**
     * The reconstruction error of the autoencoder: 0 or more; higher is more unusual.
     *
     * @param vector raw features, length {@link FeatureLayout#width()}; not changed
     */
    public double error(float[] vector) {
        if (vector.length != model.width()) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " features, but the autoencoder reads " + model.width());
        }
        model.normalisation().apply(vector, 0, vector.length, normalised, 0, kernel);
        drawn = compiledAutoencoder.reconstruct(normalised);
        return model.error(normalised, drawn);
    }

    /** The share of transactions with at least this error, above 0 and at most 1. */
    public double share(double error) {
        return model.rarity().share(error);
    }

    /**
     * The tail probability of a vector and, within the alarm budget, its unusual features.
     *
     * @param budget maximum tail probability for which unusual features are computed; null: never
     */
    public Anomaly detect(float[] vector, @Nullable Double budget) {
        double error = error(vector);
        double share = share(error);
        return new Anomaly(share, budget != null && share <= budget ? unusualFeatures(vector) : List.of());
    }

    /** The features with the largest errors, at most four, strongest first. */
    public List<UnusualFeature> unusualFeatures(float[] vector) {
        double sum = error(vector);
        int found = 0;
        for (int feature = 0; feature < vector.length; feature++) {
            if (feature > 0 && optional[feature - 1]) {
                continue;
            }
            double error = featureError(feature) + (optional[feature] ? featureError(feature + 1) : 0);
            found = insert(feature, error, found);
        }
        List<UnusualFeature> unusualFeatures = new ArrayList<>(found);
        for (int i = 0; i < found; i++) {
            int feature = farthest[i];
            boolean unknown = optional[feature] && vector[feature + 1] == 0;
            unusualFeatures.add(unusualFeature(unknown ? feature + 1 : feature, vector, farthestErrors[i] / sum));
        }
        return List.copyOf(unusualFeatures);
    }

    /** Inserts the feature by its error, after those with the same error; returns the number of features found. */
    private int insert(int feature, double error, int found) {
        int at = found;
        while (at > 0 && farthestErrors[at - 1] < error) {
            at--;
        }
        if (at == MAX_ODDITIES || error == 0) {
            return found;
        }
        int count = Math.min(MAX_ODDITIES, found + 1);
        for (int i = count - 1; i > at; i--) {
            farthest[i] = farthest[i - 1];
            farthestErrors[i] = farthestErrors[i - 1];
        }
        farthest[at] = feature;
        farthestErrors[at] = error;
        return count;
    }

    private double featureError(int feature) {
        return model.scale().error(feature, normalised[feature], drawn[feature]);
    }

    private UnusualFeature unusualFeature(int feature, float[] vector, double weight) {
        float expected = model.scale().expected(feature, drawn[feature]);
        return new UnusualFeature(
                names.get(feature), vector[feature], model.normalisation().raw(feature, expected), weight);
    }
}
