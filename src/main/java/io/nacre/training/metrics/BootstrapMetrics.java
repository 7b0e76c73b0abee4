package io.nacre.training.metrics;

import java.util.Arrays;

/**
 * Computes the metrics of a ranking in which each row counts as often as its account was drawn. The results equal those
 * of {@link ThresholdCurve}, without an object per step, because a bootstrap runs this thousands of times. The data of
 * the rows is stored in ranking order for sequential memory access.
 */
final class BootstrapMetrics {

    /** The bit below the account number of the row. */
    private static final int FRAUD = 1;

    /** Set if the next row has another score. */
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

    /** The metrics of one resample; NaN unless it has frauds and legitimate transactions. */
    record Figures(double aucRoc, double averagePrecision, double recallAtOnePercent, double recallAtOnePerMille) {
        static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /** The number of accounts. */
    int accounts() {
        return fraudsOf.length;
    }

    /** @param copies the number of times each account was drawn */
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
        long falselyAlertedBefore = 0;
        long caught = 0;
        long falselyAlerted = 0;
        for (int row : ranked) {
            int count = copies[row >> ACCOUNT_SHIFT];
            if ((row & FRAUD) != 0) {
                caught += count;
            } else {
                falselyAlerted += count;
            }
            if ((row & LAST_OF_SCORE) != 0 && caught + falselyAlerted > caughtBefore + falselyAlertedBefore) {
                area += (falselyAlerted - falselyAlertedBefore) * (caught + caughtBefore) / 2.0;
                precisions += (double) (caught - caughtBefore) * caught / (caught + falselyAlerted);
                atOnePercent = falselyAlerted / others <= 0.01 ? caught : atOnePercent;
                atOnePerMille = falselyAlerted / others <= 0.001 ? caught : atOnePerMille;
                caughtBefore = caught;
                falselyAlertedBefore = falselyAlerted;
            }
        }
        return new Figures(
                area / (frauds * others), precisions / frauds, atOnePercent / frauds, atOnePerMille / frauds);
    }
}
