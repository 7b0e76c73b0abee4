package io.nacre.training.fit;

import io.nacre.model.Calibration;
import io.nacre.training.metrics.ScoredLabels;

/**
 * Fits the calibration on validation scores, weighted to the true share of fraud (Platt, 1999, with his smoothed
 * targets).
 */
public final class PlattScaling {

    /** With fewer frauds the fit would be random. */
    private static final int MIN_FRAUDS = 10;

    private PlattScaling() {}

    public static Calibration fit(ScoredLabels logits) {
        double frauds = 0;
        double others = 0;
        for (int i = 0; i < logits.size(); i++) {
            frauds += logits.fraud(i) ? 1 : 0;
            others += logits.fraud(i) ? 0 : 1;
        }
        if (frauds < MIN_FRAUDS || others < MIN_FRAUDS) {
            return Calibration.NONE;
        }
        float[][] rows = new float[logits.size()][];
        double[] targets = new double[logits.size()];
        double[] weights = new double[logits.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {(float) logits.score(i)};
            targets[i] = logits.fraud(i) ? (frauds + 1) / (frauds + 2) : 1 / (others + 2);
            weights[i] = logits.weight(i);
        }
        double[] solution = new LogisticRegression(0).fit(rows, targets, weights);
        // A slope of zero or less would invert the ranking. Then the scores have no information and stay unchanged.
        return solution[0] > 0 ? new Calibration(solution[0], solution[1]) : Calibration.NONE;
    }
}
