package io.nacre.training.metrics;

import java.util.Arrays;

/**
 * Measures one ranking when every row counts as often as its account was drawn. The same figures as
 * {@link ThresholdCurve}, without an object for each step: this runs some thousand times over the whole test. What it
 * asks of a row lies in the order of the ranking, so that no step waits for memory.
 */
final class BootstrapMetrics {

    /** Below the number of the row's account. */
    private static final int FRAUD = 1;

    /** The next row has another score. */
    private static final int LAST_OF_SCORE = 2;

    private static final int ACCOUNT_SHIFT = 2;

    private final int[] ranked;
    private final int[] fraudsOf;
    private final int[] othersOf;

    /** @param accounts the account of each row, numbered from 0 */
    BootstrapMetrics(ScoredLabels scoredLabels, int[] accounts) {
        int most = Arrays.stream(accounts).max().orElse(-1) + 1;
        fraudsOf = new int[most];
        othersOf = new int[most];
        ranked = scoredLabels.descending();
        for (int i = 0; i < ranked.length; i++) {
            int row = ranked[i];
            boolean tied = i + 1 < ranked.length && scoredLabels.score(ranked[i + 1]) == scoredLabels.score(row);
            (scoredLabels.fraud(row) ? fraudsOf : othersOf)[accounts[row]]++;
            ranked[i] =
                    accounts[row] << ACCOUNT_SHIFT | (scoredLabels.fraud(row) ? FRAUD : 0) | (tied ? 0 : LAST_OF_SCORE);
        }
    }

    /** What a resample measures; NaN without fraud or without anything else. */
    record Figures(double aucRoc, double averagePrecision, double recallAtOnePercent, double recallAtOnePerMille) {
        static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** How many accounts there are. */
    int accounts() {
        return fraudsOf.length;
    }

    /** @param copies how often each account was drawn */
    Figures measure(int[] copies) {
        long frauds = 0;
        long others = 0;
        for (int account = 0; account < fraudsOf.length; account++) {
            frauds += (long) copies[account] * fraudsOf[account];
            others += (long) copies[account] * othersOf[account];
        }
        return frauds == 0 || others == 0 ? Figures.NONE : walk(copies, (double) frauds, (double) others);
    }

    private Figures walk(int[] copies, double frauds, double others) {
        double area = 0;
        double precisions = 0;
        double atOnePercent = 0;
        double atOnePerMille = 0;
        long caughtBefore = 0;
        long disturbedBefore = 0;
        long caught = 0;
        long disturbed = 0;
        for (int row : ranked) {
            int count = copies[row >> ACCOUNT_SHIFT];
            if ((row & FRAUD) != 0) {
                caught += count;
            } else {
                disturbed += count;
            }
            if ((row & LAST_OF_SCORE) != 0 && caught + disturbed > caughtBefore + disturbedBefore) {
                area += (disturbed - disturbedBefore) * (caught + caughtBefore) / 2.0;
                precisions += (double) (caught - caughtBefore) * caught / (caught + disturbed);
                atOnePercent = disturbed / others <= 0.01 ? caught : atOnePercent;
                atOnePerMille = disturbed / others <= 0.001 ? caught : atOnePerMille;
                caughtBefore = caught;
                disturbedBefore = disturbed;
            }
        }
        return new Figures(
                area / (frauds * others), precisions / frauds, atOnePercent / frauds, atOnePerMille / frauds);
    }
}
