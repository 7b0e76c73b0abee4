package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.List;

/**
 * The transactions with a score in one band, and the frauds among them. Each decade has two bands, because most scores
 * are small.
 */
public record CalibrationBand(double from, double to, long transactions, long frauds, double meanScore) {

    private static final double[] EDGES = {0, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1};

    public double frequency() {
        return (double) frauds / transactions;
    }

    /** The bands with at least one transaction. */
    public static List<CalibrationBand> of(ScoredLabels scoredLabels) {
        List<CalibrationBand> bands = new ArrayList<>();
        for (int band = 0; band + 1 < EDGES.length; band++) {
            boolean highest = band + 2 == EDGES.length;
            long transactions = 0;
            long frauds = 0;
            double sum = 0;
            for (int i = 0; i < scoredLabels.size(); i++) {
                double score = scoredLabels.score(i);
                if (score >= EDGES[band] && (highest || score < EDGES[band + 1])) {
                    transactions++;
                    frauds += scoredLabels.fraud(i) ? 1 : 0;
                    sum += score;
                }
            }
            if (transactions > 0) {
                bands.add(new CalibrationBand(EDGES[band], EDGES[band + 1], transactions, frauds, sum / transactions));
            }
        }
        return bands;
    }
}
