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
import org.jspecify.annotations.Nullable;

/**
 * Finds thresholds for a trained bundle: the cheapest, or those that fit the analysts' capacity.
 *
 * <p>Transactions at or above the review threshold are reviewed; those at or above the decline threshold are declined
 * without a review. Both are alerts, and both stop fraud. Those from the challenge threshold to the review threshold
 * are challenged if their channel allows it, and approved if not.
 */
public final class ThresholdTuner {

    private final List<OperatingPoint> points;
    private final CostModel costModel;
    private final @Nullable ChallengeCosts challengeCosts;
    private final ChallengeableTotals challengeable;

    /** For each review point, the index of its cheapest decline point. */
    private final int[] declines;

    private final long rows;
    private final long frauds;
    private final double days;

    /** A tuner that chooses no challenges. */
    public ThresholdTuner(HoldoutSet holdoutSet, CostModel costModel) {
        this(holdoutSet, costModel, null);
    }

    /**
     * A tuner for a held-out set.
     *
     * @param challengeCosts null to choose no challenges
     * @throws IllegalArgumentException if the held-out transactions have only one label
     */
    public ThresholdTuner(HoldoutSet holdoutSet, CostModel costModel, @Nullable ChallengeCosts challengeCosts) {
        if (holdoutSet.frauds() == 0 || holdoutSet.frauds() == holdoutSet.size()) {
            throw new IllegalArgumentException(holdoutSet.size() + " transactions with " + holdoutSet.frauds()
                    + " frauds were held out, but both labels are needed: give later data, or an earlier"
                    + " time with --from");
        }
        this.points = holdoutSet.points(costModel);
        this.costModel = costModel;
        this.challengeCosts = challengeCosts;
        this.challengeable = new ChallengeableTotals(holdoutSet, points);
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
     * @param challenged transactions that are challenged, {@code falselyChallenged} the legitimate ones among them
     * @param missed amount of the approved frauds, and of those that pass a challenge as far as the platform bears it
     * @param work cost of reviews, {@code friction} cost of false alerts, false declines and challenges
     */
    public record ThresholdOutcome(
            Thresholds thresholds,
            double alerts,
            double declined,
            double falseAlerts,
            double wronglyDeclined,
            double recall,
            double moneyRecall,
            double challenged,
            double falselyChallenged,
            double missed,
            double work,
            double friction) {

        public double cost() {
            return missed + work + friction;
        }
    }

    /** The thresholds with the lowest cost; the higher ones of equal cost. */
    public Thresholds cheapest() {
        return cheapest(1);
    }

    /**
     * The thresholds with the lowest cost among those that challenge from a score on, or from a lower one.
     *
     * @param challengeFrom 1 for any; a lower value needs costs of challenges
     */
    public Thresholds cheapest(double challengeFrom) {
        int least = indexOf(challengeFrom);
        int bestReview = first();
        int review = first();
        int challenge = -1;
        for (int i = first(); i < points.size(); i++) {
            bestReview = cost(i) < cost(bestReview) ? i : bestReview;
            if (i >= least && (challenge < 0 || cost(bestReview, i) < cost(review, challenge))) {
                review = bestReview;
                challenge = i;
            }
        }
        return thresholds(review, challenge);
    }

    /**
     * The lowest review threshold within the capacity, with its cheapest decline and challenge thresholds.
     *
     * @throws IllegalArgumentException if even the highest score exceeds the capacity
     */
    public Thresholds within(double alertsADay) {
        return within(alertsADay, 1);
    }

    /**
     * The same among those that challenge from a score on, or from a lower one.
     *
     * @param challengeFrom 1 for any; a lower value needs costs of challenges
     */
    public Thresholds within(double alertsADay, double challengeFrom) {
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
        int challenge = Math.max(review, indexOf(challengeFrom));
        for (int i = challenge; i < points.size(); i++) {
            challenge = cost(review, i) < cost(review, challenge) ? i : challenge;
        }
        return thresholds(review, challenge);
    }

    public ThresholdOutcome outcome(Thresholds thresholds) {
        OperatingPoint review = OperatingPoint.at(points, thresholds.review());
        OperatingPoint decline = OperatingPoint.at(points, thresholds.decline());
        double falsePositives = review.falsePositivesADay() - decline.falsePositivesADay();
        int from = indexOf(thresholds.challenge());
        int to = indexOf(thresholds.review());
        double legitimate = challengeable.legitimate(from) - challengeable.legitimate(to);
        double fraudMoney = challengeable.fraudMoney(from) - challengeable.fraudMoney(to);
        ChallengeCosts challenges = challengeCosts == null ? ChallengeCosts.DEFAULT : challengeCosts;
        return new ThresholdOutcome(
                thresholds,
                review.alertsADay(),
                decline.alertsADay(),
                review.falsePositivesADay(),
                decline.falsePositivesADay(),
                review.recall(),
                review.moneyRecall(),
                challengeable.transactions(from) - challengeable.transactions(to),
                legitimate,
                review.falseNegativesADay() - fraudMoney * (1 - challenges.lostShare()),
                costModel.work(review.alertsADay() - decline.alertsADay()),
                costModel.of(0, 0, falsePositives, decline.falsePositivesADay())
                        + legitimate * challenges.legitimate(costModel));
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

    /** The costs of challenges; null if it chooses none. */
    public @Nullable ChallengeCosts challengeCosts() {
        return challengeCosts;
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

    /** The cost of a review point with its cheapest decline point, less the challenges above it. */
    private double cost(int review) {
        return points.get(review).costADay() + declining(points.get(declines[review]), costModel) - challenging(review);
    }

    /** The cost of a review point with its cheapest decline point, and of a challenge point. */
    private double cost(int review, int challenge) {
        return cost(review) + challenging(challenge);
    }

    /** The additional cost of challenging instead of approving everything up to a point. */
    private double challenging(int point) {
        return challengeCosts == null
                ? 0
                : challengeable.legitimate(point) * challengeCosts.legitimate(costModel)
                        - challengeable.fraudMoney(point) * (1 - challengeCosts.lostShare());
    }

    /** The last point whose scores all reach a threshold. */
    private int indexOf(double threshold) {
        int low = 0;
        int high = points.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (points.get(middle).score() >= threshold) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
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

    private Thresholds thresholds(int review, int challenge) {
        return new Thresholds(
                points.get(challenge).score(),
                points.get(review).score(),
                points.get(declines[review]).score(),
                null);
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
