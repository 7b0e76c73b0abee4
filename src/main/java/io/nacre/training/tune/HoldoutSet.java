package io.nacre.training.tune;

import io.nacre.payment.Channel;
import io.nacre.payment.Millis;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.HoldoutTransaction;
import io.nacre.training.metrics.ScoredLabels;
import java.util.BitSet;
import java.util.List;

/** Transactions on which a bundle was not trained: time, amount, channel, score and label. */
public final class HoldoutSet {

    private final HoldoutScores table = new HoldoutScores(1);
    private final BitSet challengeable = new BitSet();
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
    public void add(long atMs, double amount, Channel channel, boolean fraud, double score) {
        challengeable.set(table.size(), channel.isChallengeable());
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

    double share() {
        return share;
    }

    ScoredLabels scores() {
        return table.column(0);
    }

    double amount(int row) {
        return table.row(row).amount();
    }

    boolean isChallengeable(int row) {
        return challengeable.get(row);
    }

    List<OperatingPoint> points(CostModel costModel) {
        return OperatingPoint.of(table, scores(), costModel, share);
    }
}
