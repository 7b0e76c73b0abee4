package io.nacre.app.training;

import io.nacre.model.Thresholds;
import io.nacre.training.tune.ThresholdTuner;
import io.nacre.training.tune.ThresholdTuner.ThresholdOutcome;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts the comparison of current and proposed thresholds to fields for programs. */
final class TuningOutput {

    private TuningOutput() {}

    static Map<String, Object> of(ThresholdTuner tuner, Thresholds current, Thresholds proposed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("transaction_count", tuner.rows());
        fields.put("fraud_count", tuner.frauds());
        fields.put("days", tuner.days());
        fields.put("current", outcome(tuner.outcome(current)));
        fields.put("proposed", outcome(tuner.outcome(proposed)));
        return fields;
    }

    private static Map<String, Object> outcome(ThresholdOutcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("review_threshold", outcome.thresholds().review());
        fields.put("decline_threshold", outcome.thresholds().decline());
        fields.put("alerts_per_day", outcome.alerts());
        fields.put("declines_per_day", outcome.declined());
        fields.put("false_alerts_per_day", outcome.falseAlerts());
        fields.put("false_declines_per_day", outcome.wronglyDeclined());
        fields.put("recall", outcome.recall());
        fields.put("amount_recall", outcome.moneyRecall());
        fields.put("fraud_loss_per_day", outcome.missed());
        fields.put("review_cost_per_day", outcome.work());
        fields.put("friction_cost_per_day", outcome.friction());
        fields.put("total_cost_per_day", outcome.cost());
        return fields;
    }
}
