package io.nacre.decision.rate;

import java.util.ArrayList;
import java.util.List;

/** Counts transactions and frauds in each {@link ScoreBand}, to compare scores with what became of them. */
public final class ScoreBandTally {

    private final long[] transactions = new long[ScoreBand.ALL.size()];
    private final long[] frauds = new long[ScoreBand.ALL.size()];
    private final double[] sums = new double[ScoreBand.ALL.size()];

    /**
     * What was counted in one band.
     *
     * @param transactions above 0
     */
    public record Count(ScoreBand band, long transactions, long frauds, double meanScore) {

        /** The share of frauds. */
        public double fraudShare() {
            return (double) frauds / transactions;
        }
    }

    public void add(double score, boolean fraud) {
        int band = ScoreBand.indexOf(score);
        transactions[band]++;
        frauds[band] += fraud ? 1 : 0;
        sums[band] += score;
    }

    /** The bands with transactions, from the lowest scores to the highest. */
    public List<Count> counts() {
        List<Count> counts = new ArrayList<>();
        for (int band = 0; band < transactions.length; band++) {
            if (transactions[band] > 0) {
                counts.add(new Count(
                        ScoreBand.ALL.get(band), transactions[band], frauds[band], sums[band] / transactions[band]));
            }
        }
        return counts;
    }
}
