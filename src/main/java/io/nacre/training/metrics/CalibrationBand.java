package io.nacre.training.metrics;

import io.nacre.decision.rate.ScoreBand;
import java.util.ArrayList;
import java.util.List;

/** The transactions with a score in one band, and the frauds among them. */
public record CalibrationBand(double from, double to, long transactions, long frauds, double meanScore) {

    public double frequency() {
        return (double) frauds / transactions;
    }

    /** The bands with at least one transaction. */
    public static List<CalibrationBand> of(ScoredLabels scoredLabels) {
        List<CalibrationBand> bands = new ArrayList<>();
        for (int band = 0; band < ScoreBand.ALL.size(); band++) {
            long transactions = 0;
            long frauds = 0;
            double sum = 0;
            for (int i = 0; i < scoredLabels.size(); i++) {
                double score = scoredLabels.score(i);
                if (ScoreBand.indexOf(score) == band) {
                    transactions++;
                    frauds += scoredLabels.fraud(i) ? 1 : 0;
                    sum += score;
                }
            }
            if (transactions > 0) {
                ScoreBand scores = ScoreBand.ALL.get(band);
                bands.add(new CalibrationBand(scores.from(), scores.to(), transactions, frauds, sum / transactions));
            }
        }
        return bands;
    }
}
