package io.nacre.model;

/**
 * Calibrates the logit of the network (Platt, 1999): slope * z + intercept.
 *
 * @param slope above 0, so that the ranking does not change
 */
public record Calibration(double slope, double intercept) {

    /** Does not change logits. */
    public static final Calibration NONE = new Calibration(1, 0);

    public Calibration {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("the calibration is invalid: " + slope + " * z + " + intercept);
        }
    }

    public double apply(double logit) {
        return slope * logit + intercept;
    }
}
