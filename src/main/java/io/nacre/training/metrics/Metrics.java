package io.nacre.training.metrics;

/**
 * Ranking and calibration metrics of a score. NaN unless there are frauds and legitimate transactions.
 *
 * @param averagePrecision area under the precision-recall curve, computed by steps
 * @param recallAtOnePercent share of frauds found at a false positive rate of 1 %
 * @param recallAtOnePerMille share of frauds found at a false positive rate of 0.1 %
 * @param brier mean squared error of the probability
 * @param calibrationError expected calibration error, over ten equal probability bins
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
        if (!thresholdCurve.hasBothLabels()) {
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
