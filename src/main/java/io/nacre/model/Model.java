package io.nacre.model;

import static java.util.Objects.requireNonNull;

import io.nacre.model.kernel.Normalisation;

/** The complete model from vector to trail: normalisation, classical model, cascade, calibration. */
public record Model(Normalisation normalisation, ClassicalModel classical, Cascade cascade, Calibration calibration) {

    public Model {
        requireNonNull(normalisation, "normalisation is null");
        requireNonNull(classical, "classical is null");
        requireNonNull(cascade, "cascade is null");
        requireNonNull(calibration, "calibration is null");
        if (normalisation.width() != cascade.width()) {
            throw new IllegalArgumentException(
                    "normalisation has " + normalisation.width() + " features, the cascade " + cascade.width());
        }
        requireFits(classical, cascade);
    }

    private static void requireFits(ClassicalModel classical, Cascade cascade) {
        int[] inputs = classical.features();
        if (inputs.length > 0 && inputs[inputs.length - 1] >= cascade.width()) {
            throw new IllegalArgumentException("the classical model reads a feature that does not exist");
        }
        int[] widths = cascade.widths();
        if (classical.trees().size() != widths.length) {
            throw new IllegalArgumentException(
                    "trees for " + classical.trees().size() + " layers instead of " + widths.length);
        }
        int availableWidth = 0;
        for (int k = 0; k < widths.length; k++) {
            availableWidth += widths[k];
            if (classical.trees().get(k).width() > availableWidth) {
                throw new IllegalArgumentException("the trees of layer " + k + " read a feature of a later one");
            }
        }
    }

    public Model with(Calibration better) {
        return new Model(normalisation, classical, cascade, better);
    }
}
