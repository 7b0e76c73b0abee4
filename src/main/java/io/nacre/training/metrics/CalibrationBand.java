package io.nacre.training.metrics;

import io.nacre.decision.rate.ScoreBandTally;
import java.util.List;

/** The transactions with a score in one band, and the frauds among them. */
public record CalibrationBand(double from, double to, long transactions, long frauds, double meanScore) {

    public double frequency() {
        return (double) frauds / transactions;
    }

    /** The bands with at least one transaction. */
    public static List<CalibrationBand> of(ScoredLabels scoredLabels) {
        ScoreBandTally tally = new ScoreBandTally();
        for (int i = 0; i < scoredLabels.size(); i++) {
            tally.add(scoredLabels.score(i), scoredLabels.fraud(i));
        }
        return tally.counts().stream()
                .map(count -> new CalibrationBand(
                        count.band().from(),
                        count.band().to(),
                        count.transactions(),
                        count.frauds(),
                        count.meanScore()))
                .toList();
    }
}
