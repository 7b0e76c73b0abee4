package io.nacre.model.anomaly;

import static java.util.Objects.requireNonNull;

import io.nacre.model.kernel.Normalisation;

/** The complete anomaly model: normalisation, autoencoder, error scale, tail probability. */
public record AnomalyModel(
        Normalisation normalisation, Autoencoder autoencoder, RobustErrorScaler scale, AnomalyPercentile rarity) {

    public AnomalyModel {
        requireNonNull(rarity, "rarity is null");
        if (normalisation.width() != autoencoder.width() || scale.width() != autoencoder.width()) {
            throw new IllegalArgumentException("the autoencoder reads " + autoencoder.width() + " features, not "
                    + normalisation.width() + " and " + scale.width());
        }
    }

    /** Length of the vector. */
    public int width() {
        return autoencoder.width();
    }

    /** The error of one vector: the sum over its features. Both arrays may be padded. */
    public double error(float[] normalised, float[] drawn) {
        double sum = 0;
        for (int i = 0; i < width(); i++) {
            sum += scale.error(i, normalised[i], drawn[i]);
        }
        return sum;
    }
}
