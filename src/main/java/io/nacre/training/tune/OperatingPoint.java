package io.nacre.training.tune;

import io.nacre.payment.Millis;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * The result if everything from a score on is reviewed and everything below is approved.
 *
 * @param score the lowest reviewed score
 * @param alertsADay reviewed transactions per day, {@code falsePositivesADay} the legitimate ones among them
 * @param recall share of the frauds that is reviewed, {@code moneyRecall} the same by amount
 * @param falseNegativesADay amount of the approved frauds per day
 * @param costADay total cost per day
 */
public record OperatingPoint(
        double score,
        double alertsADay,
        double falsePositivesADay,
        double recall,
        double moneyRecall,
        double falseNegativesADay,
        double costADay) {
    /** From the highest score to the lowest; equal scores are one point. The first point has no alerts. */
    public static List<OperatingPoint> of(HoldoutScores table, ScoredLabels scores, CostModel costModel) {
        return of(table, scores, costModel, 1);
    }

    /** @param share the share of all transactions in the table, a random sample */
    static List<OperatingPoint> of(HoldoutScores table, ScoredLabels scores, CostModel costModel, double share) {
        int[] order = scores.descending();
        double frauds = 0;
        double money = 0;
        for (int row : order) {
            frauds += scores.fraud(row) ? 1 : 0;
            money += scores.fraud(row) ? table.row(row).amount() : 0;
        }
        double days = share * Math.max(1, (table.lastMs() - table.firstMs()) / (double) Millis.DAY_MS);
        List<OperatingPoint> points = new ArrayList<>();
        points.add(new OperatingPoint(1, 0, 0, 0, 0, money / days, costModel.of(money, 0, 0) / days));
        double caught = 0;
        double found = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            caught += scores.fraud(row) ? 1 : 0;
            found += scores.fraud(row) ? table.row(row).amount() : 0;
            boolean last = i + 1 == order.length || scores.score(order[i + 1]) != scores.score(row);
            if (last) {
                double alerts = i + 1.0;
                points.add(new OperatingPoint(
                        scores.score(row),
                        alerts / days,
                        (alerts - caught) / days,
                        caught / frauds,
                        found / money,
                        (money - found) / days,
                        costModel.of(money - found, alerts, alerts - caught) / days));
            }
        }
        return points;
    }

    /** The point of a threshold: the last one whose scores all reach it. */
    public static OperatingPoint at(List<OperatingPoint> points, double threshold) {
        OperatingPoint reached = points.get(0);
        for (OperatingPoint point : points) {
            reached = point.score() >= threshold ? point : reached;
        }
        return reached;
    }
}
