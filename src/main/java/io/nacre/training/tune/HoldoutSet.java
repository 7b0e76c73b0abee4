package io.nacre.training.tune;

import io.nacre.payment.Millis;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import java.util.List;

/** Transactions that a bundle did not learn from: when, how much, what it says of them, and whether they were fraud. */
public final class HoldoutSet {

    private final HoldoutScores table = new HoldoutScores(1);
    private final double share;
    private long frauds;

    /**
     * None yet.
     *
     * @param share of all transactions that are added, if they are a fair sample; 1 for all
     */
    public HoldoutSet(double share) {
        this.share = share;
    }

    /**
     * One more transaction.
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
