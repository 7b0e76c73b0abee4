package io.nacre.training;

/**
 * Measures one ranking when every row counts as often as its account was drawn. The same figures as {@link Ranking},
 * without an object for each step: this runs some thousand times over the whole test.
 */
final class Resample {

    private final Scored scored;
    private final int[] order;

    Resample(Scored scored) {
        this.scored = scored;
        this.order = scored.descending();
    }

    /** What a resample measures; NaN without fraud or without anything else. */
    record Figures(double aucRoc, double averagePrecision, double recallAtOnePercent, double recallAtOnePerMille) {
        static final Figures NONE = new Figures(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * @param copies how often each account was drawn
     * @param accounts the account of each row
     */
    Figures measure(int[] copies, int[] accounts) {
        long frauds = 0;
        long others = 0;
        for (int row = 0; row < order.length; row++) {
            if (scored.fraud(row)) {
                frauds += copies[accounts[row]];
            } else {
                others += copies[accounts[row]];
            }
        }
        return frauds == 0 || others == 0 ? Figures.NONE : walk(copies, accounts, (double) frauds, (double) others);
    }

    private Figures walk(int[] copies, int[] accounts, double frauds, double others) {
        double area = 0;
        double precisions = 0;
        double atOnePercent = 0;
        double atOnePerMille = 0;
        long caughtBefore = 0;
        long disturbedBefore = 0;
        long caught = 0;
        long disturbed = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            int count = copies[accounts[row]];
            if (scored.fraud(row)) {
                caught += count;
            } else {
                disturbed += count;
            }
            boolean tied = i + 1 < order.length && scored.score(order[i + 1]) == scored.score(row);
            if (!tied && caught + disturbed > caughtBefore + disturbedBefore) {
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
