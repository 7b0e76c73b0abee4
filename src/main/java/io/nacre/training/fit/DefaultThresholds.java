package io.nacre.training.fit;

import io.nacre.model.Thresholds;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;

/**
 * Chooses thresholds on validation transactions. Decline has a precision of at least 90 %. Review has a precision of at
 * least 30 % and a false positive rate of at most 1 %.
 */
public final class DefaultThresholds {

    private static final double DECLINE_PRECISION = 0.9;
    private static final double REVIEW_PRECISION = 0.3;
    private static final double REVIEW_FALSE_POSITIVE_RATE = 0.01;

    private DefaultThresholds() {}

    /**
     * The lowest scores within these limits. Without such scores the thresholds are 0.9 and 0.3, because a calibrated
     * score is a probability.
     */
    public static Thresholds choose(ScoredLabels probabilities) {
        ThresholdCurve thresholdCurve = ThresholdCurve.of(probabilities);
        double decline = DECLINE_PRECISION;
        double review = REVIEW_PRECISION;
        if (thresholdCurve.hasBothLabels()) {
            decline = lowest(thresholdCurve, DECLINE_PRECISION, 1, DECLINE_PRECISION);
            review = lowest(thresholdCurve, REVIEW_PRECISION, REVIEW_FALSE_POSITIVE_RATE, REVIEW_PRECISION);
        }
        return new Thresholds(Math.min(review, decline), decline);
    }

    private static double lowest(
            ThresholdCurve thresholdCurve, double precision, double falsePositiveRate, double otherwise) {
        double lowest = otherwise;
        for (ThresholdCurve.Step step : thresholdCurve.steps()) {
            if (step.precision() >= precision && thresholdCurve.falsePositiveRate(step) <= falsePositiveRate) {
                lowest = step.score();
            }
        }
        return lowest;
    }
}
