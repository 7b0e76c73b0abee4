package io.nacre.training.tune;

import io.nacre.training.metrics.ScoredLabels;
import java.util.List;

/** The transactions that can be challenged and reach the score of each operating point, per day. */
final class ChallengeableTotals {

    private final double[] transactions;
    private final double[] frauds;
    private final double[] fraudMoney;

    /** @param points of the same held-out transactions, from the highest score to the lowest */
    ChallengeableTotals(HoldoutSet holdoutSet, List<OperatingPoint> points) {
        transactions = new double[points.size()];
        frauds = new double[points.size()];
        fraudMoney = new double[points.size()];
        ScoredLabels scores = holdoutSet.scores();
        int[] order = scores.descending();
        double days = holdoutSet.share() * holdoutSet.days();
        int next = 0;
        for (int point = 1; point < points.size(); point++) {
            transactions[point] = transactions[point - 1];
            frauds[point] = frauds[point - 1];
            fraudMoney[point] = fraudMoney[point - 1];
            for (;
                    next < order.length
                            && scores.score(order[next]) >= points.get(point).score();
                    next++) {
                int row = order[next];
                if (holdoutSet.isChallengeable(row)) {
                    boolean fraud = scores.fraud(row);
                    transactions[point] += 1 / days;
                    frauds[point] += fraud ? 1 / days : 0;
                    fraudMoney[point] += fraud ? holdoutSet.amount(row) / days : 0;
                }
            }
        }
    }

    double transactions(int point) {
        return transactions[point];
    }

    double legitimate(int point) {
        return transactions[point] - frauds[point];
    }

    double fraudMoney(int point) {
        return fraudMoney[point];
    }
}
