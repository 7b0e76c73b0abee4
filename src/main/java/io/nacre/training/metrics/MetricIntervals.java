package io.nacre.training.metrics;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The 95 % confidence intervals of one scorer's metrics, from resampled accounts.
 *
 * @param lead the average precision of the final score minus that of this scorer, on the same resamples; the difference
 *     is significant if the interval excludes 0
 */
public record MetricIntervals(
        Interval aucRoc,
        Interval averagePrecision,
        Interval recallAtOnePercent,
        Interval recallAtOnePerMille,
        Interval lead) {

    /** The bounds of each metric by the metric's name, without the lead. */
    public Map<String, Map<String, Double>> values() {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        values.put("auc_roc", aucRoc.values());
        values.put("average_precision", averagePrecision.values());
        values.put("recall_at_fpr_1_percent", recallAtOnePercent.values());
        values.put("recall_at_fpr_0_1_percent", recallAtOnePerMille.values());
        return values;
    }
}
