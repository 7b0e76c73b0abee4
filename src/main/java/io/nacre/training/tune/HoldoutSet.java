package io.nacre.training.tune;

import io.nacre.payment.Millis;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import java.util.List;

/** Transactions on which a bundle was not trained: time, amount, score and label. */
public final class HoldoutSet {

    private final HoldoutScores table = new HoldoutScores(1);
    private final double share;
    private long frauds;

    /**
     * An empty set.
     *
     * @param share the share of all transactions that is added as a random sample; 1 for all
     */
    public HoldoutSet(double share) {
        this.share = share;
    }

    /**
     * Adds a transaction.
     *
     * @param amount in major units of one currency
     */
    public void add(long atMs, double amount, boolean fraud, double score) {
        table.add(new HoldoutTransaction(atMs, "", amount, fraud, "", 0), new double[] {score});
        frauds += fraud ? 1 : 0;
    }

    public int size() {
        return table.size();
    }

    public long frauds() {
        return frauds;
    }

    double days() {
        return Math.max(1, (table.lastMs() - table.firstMs()) / (double) Millis.DAY_MS);
    }

    List<OperatingPoint> points(CostModel costModel) {
        return OperatingPoint.of(table, table.column(0), costModel, share);
    }
}
