package io.nacre.model;

/**
 * Turns the network's logit into one whose probability can be taken at its word (Platt, 1999): slope * z + intercept.
 *
 * @param slope above 0, so that the order of scores stays
 */
public record Calibration(double slope, double intercept) {

    /** Leaves logits as they are. */
    public static final Calibration NONE = new Calibration(1, 0);

    public Calibration {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("impossible calibration: " + slope + " * z + " + intercept);
        }
    }

    public double apply(double logit) {
        return slope * logit + intercept;
    }
}
