package io.nacre.training.tune;

import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.Provenance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds thresholds for a trained bundle: the cheapest, or those that fit the analysts' capacity.
 *
 * <p>Transactions at or above the review threshold are reviewed; those at or above the decline threshold are declined
 * without a review. Both are alerts, and both stop fraud.
 */
public final class ThresholdTuner {

    private final List<OperatingPoint> points;
    private final CostModel costModel;

    /** For each review point, the index of its cheapest decline point. */
    private final int[] declines;

    private final long rows;
    private final long frauds;
    private final double days;

    /** @throws IllegalArgumentException if the held-out transactions have only one label */
    public ThresholdTuner(HoldoutSet holdoutSet, CostModel costModel) {
        if (holdoutSet.frauds() == 0 || holdoutSet.frauds() == holdoutSet.size()) {
            throw new IllegalArgumentException(holdoutSet.size() + " transactions with " + holdoutSet.frauds()
                    + " frauds were held out, but both labels are needed: give later data, or an earlier"
                    + " time with --from");
        }
        this.points = holdoutSet.points(costModel);
        this.costModel = costModel;
        this.rows = holdoutSet.size();
        this.frauds = holdoutSet.frauds();
        this.days = holdoutSet.days();
        this.declines = declines();
    }

    /**
     * The result of two thresholds on the held-out transactions, per day.
     *
     * @param alerts transactions that reach the review threshold, {@code declined} those that reach the decline
     *     threshold
     * @param falseAlerts legitimate transactions among the alerts, {@code wronglyDeclined} those among the declined
     * @param recall share of the frauds with an alert, {@code moneyRecall} the same by amount
     * @param missed amount of the approved frauds
     * @param work cost of reviews, {@code friction} cost of false alerts and false declines
     */
    public record ThresholdOutcome(
            Thresholds thresholds,
            double alerts,
            double declined,
            double falseAlerts,
            double wronglyDeclined,
            double recall,
            double moneyRecall,
            double missed,
            double work,
            double friction) {

        public double cost() {
            return missed + work + friction;
        }
    }

    /** The thresholds with the lowest cost; the higher ones of equal cost. */
    public Thresholds cheapest() {
        int best = first();
        for (int review = best; review < points.size(); review++) {
            if (cost(review) < cost(best)) {
                best = review;
            }
        }
        return thresholds(best);
    }

    /**
     * The lowest review threshold within the capacity, with its cheapest decline threshold.
     *
     * @throws IllegalArgumentException if even the highest score exceeds the capacity
     */
    public Thresholds within(double alertsADay) {
        int review = 1;
        if (points.get(review).alertsADay() > alertsADay) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the highest score alone creates %.1f alerts per day, more than %.1f: more analysts are needed",
                    points.get(review).alertsADay(),
                    alertsADay));
        }
        while (review + 1 < points.size() && points.get(review + 1).alertsADay() <= alertsADay) {
            review++;
        }
        return thresholds(review);
    }

    public ThresholdOutcome outcome(Thresholds thresholds) {
        OperatingPoint review = OperatingPoint.at(points, thresholds.review());
        OperatingPoint decline = OperatingPoint.at(points, thresholds.decline());
        double falsePositives = review.falsePositivesADay() - decline.falsePositivesADay();
        return new ThresholdOutcome(
                thresholds,
                review.alertsADay(),
                decline.alertsADay(),
                review.falsePositivesADay(),
                decline.falsePositivesADay(),
                review.recall(),
                review.moneyRecall(),
                review.falseNegativesADay(),
                costModel.work(review.alertsADay() - decline.alertsADay()),
                costModel.of(0, 0, falsePositives, decline.falsePositivesADay()));
    }

    /** A copy of the bundle with other thresholds, and with the bundle as its parent. */
    public Bundle tuned(Bundle bundle, Thresholds chosen, Instant created) {
        Provenance old = bundle.provenance();
        Provenance provenance = new Provenance(created, bundle.id(), old.trainedFrom(), old.trainedTo());
        return bundle.tuned(
                provenance,
                chosen.withAnomaly(bundle.thresholds().anomaly()),
                metrics(bundle.metrics(), chosen),
                alertShare(chosen));
    }

    public long rows() {
        return rows;
    }

    public long frauds() {
        return frauds;
    }

    public double days() {
        return days;
    }

    public CostModel costs() {
        return costModel;
    }

    /** The share of transactions with an alert. */
    private double alertShare(Thresholds thresholds) {
        OperatingPoint all = points.get(points.size() - 1);
        return OperatingPoint.at(points, thresholds.review()).alertsADay() / all.alertsADay();
    }

    /** The cost of each review threshold with its best decline threshold. */
    public List<OperatingPoint> curve() {
        List<OperatingPoint> curve = new ArrayList<>();
        for (int review = 0; review < points.size(); review++) {
            curve.add(costing(points.get(review), cost(review)));
        }
        return curve;
    }

    public OperatingPoint chosen(Thresholds thresholds) {
        return chosen(points, thresholds, costModel);
    }

    /** The point of the review threshold, with the cost of both thresholds. */
    public static OperatingPoint chosen(List<OperatingPoint> points, Thresholds thresholds, CostModel costModel) {
        OperatingPoint review = OperatingPoint.at(points, thresholds.review());
        return costing(
                review, review.costADay() + declining(OperatingPoint.at(points, thresholds.decline()), costModel));
    }

    private static OperatingPoint costing(OperatingPoint point, double costADay) {
        return new OperatingPoint(
                point.score(),
                point.alertsADay(),
                point.falsePositivesADay(),
                point.recall(),
                point.moneyRecall(),
                point.falseNegativesADay(),
                costADay);
    }

    /** The additional cost of declining instead of reviewing everything up to a point. */
    private static double declining(OperatingPoint point, CostModel costModel) {
        return costModel.of(0, -point.alertsADay(), -point.falsePositivesADay(), point.falsePositivesADay());
    }

    private double cost(int review) {
        return points.get(review).costADay() + declining(points.get(declines[review]), costModel);
    }

    private int[] declines() {
        int[] best = new int[points.size()];
        best[first()] = first();
        for (int i = first() + 1; i < best.length; i++) {
            boolean better = declining(points.get(i), costModel) < declining(points.get(best[i - 1]), costModel);
            best[i] = better ? i : best[i - 1];
        }
        return best;
    }

    /**
     * The index of the first valid review point. Thresholds must not exceed 1, so the point without alerts is valid
     * only if all scores are below 1.
     */
    private int first() {
        return points.get(1).score() >= 1 ? 1 : 0;
    }

    private Thresholds thresholds(int review) {
        return new Thresholds(
                points.get(review).score(), points.get(declines[review]).score());
    }

    /** Removes the metrics of the old thresholds. */
    private Map<String, Double> metrics(Map<String, Double> old, Thresholds chosen) {
        Map<String, Double> metrics = new TreeMap<>(old);
        metrics.keySet().removeIf(name -> name.startsWith("test.review_") || name.startsWith("test.decline_"));
        ThresholdOutcome thresholdOutcome = outcome(chosen);
        metrics.put("tuned.rows", (double) rows);
        metrics.put("tuned.frauds", (double) frauds);
        metrics.put("tuned.alerts_a_day", thresholdOutcome.alerts());
        metrics.put("tuned.recall", thresholdOutcome.recall());
        metrics.put("tuned.cost_a_day", thresholdOutcome.cost());
        return metrics;
    }
}
