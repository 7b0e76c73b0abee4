package io.nacre.app.training;

import io.nacre.decision.rate.BandFraudRate;
import io.nacre.model.Thresholds;
import io.nacre.training.tune.ThresholdTuner;
import io.nacre.training.tune.ThresholdTuner.ThresholdOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** The fraud rates of each band, with current and proposed thresholds. */
    static List<Map<String, Object>> of(List<BandFraudRate> current, List<BandFraudRate> proposed) {
        List<Map<String, Object>> bands = new ArrayList<>();
        for (int band = 0; band < current.size(); band++) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("amount_from", current.get(band).limit().from());
            fields.put("amount_up_to", current.get(band).limit().upTo());
            fields.put("rate_limit", current.get(band).limit().rate());
            fields.put("current", rate(current.get(band)));
            fields.put("proposed", rate(proposed.get(band)));
            bands.add(fields);
        }
        return bands;
    }

    private static Map<String, Object> rate(BandFraudRate band) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("transaction_count", band.transactions());
        fields.put("fraud_count", band.frauds());
        fields.put("amount", band.amount());
        fields.put("fraud_amount", band.fraudAmount());
        fields.put("fraud_rate", band.rate());
        fields.put("fraud_rate_upper_bound", band.upperBound());
        fields.put("held", band.isHeld());
        return fields;
    }

    private static Map<String, Object> outcome(ThresholdOutcome outcome) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("challenge_threshold", outcome.thresholds().challenge());
        fields.put("review_threshold", outcome.thresholds().review());
        fields.put("decline_threshold", outcome.thresholds().decline());
        fields.put("alerts_per_day", outcome.alerts());
        fields.put("declines_per_day", outcome.declined());
        fields.put("false_alerts_per_day", outcome.falseAlerts());
        fields.put("false_declines_per_day", outcome.wronglyDeclined());
        fields.put("recall", outcome.recall());
        fields.put("amount_recall", outcome.moneyRecall());
        fields.put("challenges_per_day", outcome.challenged());
        fields.put("false_challenges_per_day", outcome.falselyChallenged());
        fields.put("fraud_loss_per_day", outcome.missed());
        fields.put("review_cost_per_day", outcome.work());
        fields.put("friction_cost_per_day", outcome.friction());
        fields.put("total_cost_per_day", outcome.cost());
        return fields;
    }
}
