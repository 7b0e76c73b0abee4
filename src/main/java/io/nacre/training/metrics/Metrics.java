package io.nacre.training.metrics;

/**
 * How good scores are. NaN where there was no fraud, or nothing else.
 *
 * @param averagePrecision area under precision over recall, by steps
 * @param recallAtOnePercent share of fraud found while disturbing 1 % of the others
 * @param recallAtOnePerMille the same for 0.1 %
 * @param brier mean squared distance of the probability from what happened
 * @param calibrationError mean distance between probability and frequency, over ten equal bands of probability
 */
public record Metrics(
        double aucRoc,
        double averagePrecision,
        double recallAtOnePercent,
        double recallAtOnePerMille,
        double brier,
        double calibrationError) {

    static final int BANDS = 10;

    public static Metrics of(ScoredLabels probabilities) {
        ThresholdCurve thresholdCurve = ThresholdCurve.of(probabilities);
        if (!thresholdCurve.isJudgeable()) {
            return new Metrics(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        return new Metrics(
                thresholdCurve.aucRoc(),
                thresholdCurve.averagePrecision(),
                thresholdCurve.recallAt(0.01),
                thresholdCurve.recallAt(0.001),
                brier(probabilities),
                calibrationError(probabilities));
    }

    private static double brier(ScoredLabels probabilities) {
        double sum = 0;
        double weight = 0;
        for (int i = 0; i < probabilities.size(); i++) {
            double distance = probabilities.score(i) - (probabilities.fraud(i) ? 1 : 0);
            sum += probabilities.weight(i) * distance * distance;
            weight += probabilities.weight(i);
        }
        return sum / weight;
    }

    private static double calibrationError(ScoredLabels probabilities) {
        double[] surplus = new double[BANDS];
        double weight = 0;
        for (int i = 0; i < probabilities.size(); i++) {
            int band = band(probabilities.score(i));
            surplus[band] += probabilities.weight(i) * (probabilities.score(i) - (probabilities.fraud(i) ? 1 : 0));
            weight += probabilities.weight(i);
        }
        double sum = 0;
        for (double each : surplus) {
            sum += Math.abs(each);
        }
        return sum / weight;
    }

    static int band(double probability) {
        return (int) Math.min(BANDS - 1, probability * BANDS);
    }
}
