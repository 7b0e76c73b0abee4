package io.nacre.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What happens when everything from some score on is looked at and everything below is approved.
 *
 * @param score the lowest score that is looked at
 * @param alertsADay how many transactions that is
 * @param recall share of frauds among what is looked at, {@code moneyRecall} by their amounts
 * @param costADay by the given costs
 */
record CostPoint(double score, double alertsADay, double recall, double moneyRecall, double costADay) {

    private static final double DAY_MS = 24 * 3600 * 1000.0;

    /** From the highest score to the lowest; equal scores make one point. The first one looks at nothing. */
    static List<CostPoint> of(ScoreTable table, Scored scores, Costs costs) {
        int[] order = scores.descending();
        double frauds = 0;
        double money = 0;
        for (int row : order) {
            frauds += scores.fraud(row) ? 1 : 0;
            money += scores.fraud(row) ? table.row(row).amount() : 0;
        }
        double days =
                Math.max(1, (table.row(table.size() - 1).atMs() - table.row(0).atMs()) / DAY_MS);
        List<CostPoint> points = new ArrayList<>();
        points.add(new CostPoint(1, 0, 0, 0, costs.of(money, 0, 0) / days));
        double caught = 0;
        double found = 0;
        for (int i = 0; i < order.length; i++) {
            int row = order[i];
            caught += scores.fraud(row) ? 1 : 0;
            found += scores.fraud(row) ? table.row(row).amount() : 0;
            boolean last = i + 1 == order.length || scores.score(order[i + 1]) != scores.score(row);
            if (last) {
                double alerts = i + 1.0;
                double cost = costs.of(money - found, alerts, alerts - caught);
                points.add(
                        new CostPoint(scores.score(row), alerts / days, caught / frauds, found / money, cost / days));
            }
        }
        return points;
    }

    /** What a threshold gives: the last point whose scores all reach it. */
    static CostPoint at(List<CostPoint> points, double threshold) {
        CostPoint reached = points.get(0);
        for (CostPoint point : points) {
            reached = point.score() >= threshold ? point : reached;
        }
        return reached;
    }
}
