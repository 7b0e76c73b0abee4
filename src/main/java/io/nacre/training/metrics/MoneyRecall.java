package io.nacre.training.metrics;

import io.nacre.model.Thresholds;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Recall by amount: the share of the fraud amount that was found.
 *
 * @param counted the reporting currency and the source of its rates
 * @param fraudMoney sum of the amounts of all frauds
 * @param reviewed share scored at or above the review threshold
 * @param declined share scored at or above the decline threshold
 * @param atOnePercent share found at a false positive rate of 1 %
 * @param atOnePerMille share found at a false positive rate of 0.1 %
 */
public record MoneyRecall(
        String counted,
        double fraudMoney,
        double reviewed,
        double declined,
        double atOnePercent,
        double atOnePerMille) {

    public static MoneyRecall of(HoldoutScores table, ScoredLabels scores, Thresholds thresholds, String counted) {
        ThresholdCurve thresholdCurve = ThresholdCurve.of(scores);
        double all = from(table, scores, Double.NEGATIVE_INFINITY);
        return new MoneyRecall(
                counted,
                all,
                from(table, scores, thresholds.review()) / all,
                from(table, scores, thresholds.decline()) / all,
                from(table, scores, thresholdCurve.scoreAt(0.01)) / all,
                from(table, scores, thresholdCurve.scoreAt(0.001)) / all);
    }

    /** The values by name. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("currency", counted);
        values.put("fraud_amount", fraudMoney);
        values.put("review", reviewed);
        values.put("decline", declined);
        values.put("at_fpr_1_percent", atOnePercent);
        values.put("at_fpr_0_1_percent", atOnePerMille);
        return values;
    }

    private static double from(HoldoutScores table, ScoredLabels scores, double threshold) {
        double sum = 0;
        for (int i = 0; i < scores.size(); i++) {
            sum += scores.fraud(i) && scores.score(i) >= threshold
                    ? table.row(i).amount()
                    : 0;
        }
        return sum;
    }
}
