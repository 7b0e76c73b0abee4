package io.nacre.training;

import io.nacre.model.Thresholds;

/**
 * Thresholds from transactions the network did not learn from: decline where nine of ten are fraud, have an analyst
 * look where three of ten are, without disturbing more than one in a hundred.
 */
final class ThresholdChoice {

    private static final double DECLINE_PRECISION = 0.9;
    private static final double REVIEW_PRECISION = 0.3;
    private static final double REVIEW_FALSE_POSITIVE_RATE = 0.01;

    private ThresholdChoice() {}

    /** The lowest scores that keep these promises; where none does, the probability itself is taken at its word. */
    static Thresholds choose(Scored probabilities) {
        Ranking ranking = Ranking.of(probabilities);
        double decline = DECLINE_PRECISION;
        double review = REVIEW_PRECISION;
        if (ranking.isJudgeable()) {
            decline = lowest(ranking, DECLINE_PRECISION, 1, DECLINE_PRECISION);
            review = lowest(ranking, REVIEW_PRECISION, REVIEW_FALSE_POSITIVE_RATE, REVIEW_PRECISION);
        }
        return new Thresholds(Math.min(review, decline), decline);
    }

    private static double lowest(Ranking ranking, double precision, double falsePositiveRate, double otherwise) {
        double lowest = otherwise;
        for (Ranking.Step step : ranking.steps()) {
            if (step.precision() >= precision && ranking.falsePositiveRate(step) <= falsePositiveRate) {
                lowest = step.score();
            }
        }
        return lowest;
    }
}
