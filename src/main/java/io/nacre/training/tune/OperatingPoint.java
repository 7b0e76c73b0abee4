package io.nacre.training.tune;

import io.nacre.payment.Millis;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.ScoredLabels;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens when everything from some score on is looked at and everything below is approved.
 *
 * @param score the lowest score that is looked at
 * @param alertsADay how many transactions that is, {@code innocentsADay} how many of them are no fraud
 * @param recall share of frauds among what is looked at, {@code moneyRecall} by their amounts
 * @param missedADay amount of the frauds that are approved
 * @param costADay by the given costs
 */
public record OperatingPoint(
        double score,
        double alertsADay,
        double innocentsADay,
        double recall,
        double moneyRecall,
        double missedADay,
        double costADay) {
    /** From the highest score to the lowest; equal scores make one point. The first one looks at nothing. */
    public static List<OperatingPoint> of(HoldoutScores table, ScoredLabels scores, CostModel costModel) {
        return of(table, scores, costModel, 1);
    }

    /** @param share of all transactions that stand in the table, chosen without regard to what they are */
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

    /** What a threshold gives: the last point whose scores all reach it. */
    public static OperatingPoint at(List<OperatingPoint> points, double threshold) {
        OperatingPoint reached = points.get(0);
        for (OperatingPoint point : points) {
            reached = point.score() >= threshold ? point : reached;
        }
        return reached;
    }
}
