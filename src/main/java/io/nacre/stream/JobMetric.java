package io.nacre.stream;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.jspecify.annotations.Nullable;

/** Every metric of the job. {@code METRICS.md} is this list; a test compares them. */
enum JobMetric {
    DECISIONS("decisions_total", "outcome", "Decisions made, without duplicates."),
    DECISION_LATENCY(
            "decision_latency_ms",
            "",
            "Time from the record's timestamp to the decision: a histogram of the last 1,000, whole milliseconds."),
    DEAD_LETTERS("dead_letters_total", "code", "Records rejected, by rejection code."),
    REJECTION_ANSWERS("rejection_answers_total", "", "Rejected transactions that were answered among the decisions."),
    CARD_NUMBERS_MASKED("card_numbers_masked_total", "", "Records with a card number that was masked."),
    DUPLICATES("transactions_duplicate_total", "", "Transactions that repeat an earlier one and get its decision."),
    ID_CONFLICTS("transaction_id_conflicts_total", "", "Transactions with the id of another one and other terms."),
    LATE("transactions_late_total", "", "Transactions with an event time before the watermark."),
    IPS_INVALID("ip_addresses_invalid_total", "", "IP addresses that cannot be parsed."),
    IPS_PLACEHOLDER("ip_addresses_placeholder_total", "", "IP addresses that name nobody, such as 0.0.0.0."),
    IPS_PRIVATE("ip_addresses_private_total", "", "Private IP addresses."),
    DEVICES_PLACEHOLDER("devices_placeholder_total", "", "Device ids that stand for no device."),
    AMOUNTS_WITHOUT_RATE("amounts_without_rate_total", "", "Alerts whose amount has no exchange rate."),
    AUTO_FREEZES("auto_freezes_total", "result", "Automatic freezes that were requested, by what became of them."),
    CONTROL_EVENTS_STALE(
            "control_events_stale_total", "", "Freezes, releases and list entries that are not newer than the known."),
    ERASURES_REFUSED("erasures_refused_total", "", "Erasures of accounts that are frozen or blocked."),
    DUPLICATES_OF_ERASED(
            "duplicates_of_erased_accounts_total", "", "Duplicates without a decision, for their account is erased."),
    UPDATES_APPLIED("scoring_updates_applied_total", "", "Rules and bundles that took effect."),
    UPDATES_SUPERSEDED("scoring_updates_superseded_total", "", "Rules and bundles that are older than the known."),
    UPDATES_REJECTED("scoring_updates_rejected_total", "", "Rules and bundles that cannot be used."),
    BUNDLES_REJECTED("bundles_rejected_total", "", "Announced bundles that could not be fetched or verified."),
    RULE_ERRORS("rule_evaluation_errors_total", "", "Evaluations of a rule that failed."),
    RULES_DISABLED("rules_disabled", "", "Rules that are disabled because they broke."),
    ANOMALY_RATE("anomaly_rate", "", "Share of transactions that the anomaly model finds unusual."),
    ANOMALY_BREAKER("anomaly_breaker_open", "", "1 while unusual transactions are not sent to review."),
    SCORE_PSI(
            "score_psi",
            "",
            "Population stability index of the score: below 0.1 stable, above 0.25 another population."),
    FEATURE_PSI("feature_psi_max", "layer", "Highest population stability index of a layer's features."),
    FEATURES_DRIFTED("features_drifted", "", "Features with an index above 0.25; -1 before the first full sample."),
    SCORE_MEAN("score_mean_ratio", "", "Mean score against that of training."),
    ALERT_RATE("alert_rate", "", "Share of transactions that reach the review threshold."),
    ALERT_RATE_TRAINING("alert_rate_training", "", "The same share in training.");

    /** The group of all of them. */
    private static final String GROUP = "nacre";

    private static final int LATENCIES = 1_000;

    private final String metric;
    private final String label;
    private final String meaning;

    JobMetric(String metric, String label, String meaning) {
        this.metric = metric;
        this.label = label;
        this.meaning = meaning;
    }

    static MetricGroup group(RuntimeContext context) {
        return context.getMetricGroup().addGroup(GROUP);
    }

    Counter counter(MetricGroup nacre) {
        return labelled(nacre, null).counter(metric);
    }

    /** @param value of the label */
    Counter counter(MetricGroup nacre, Enum<?> value) {
        return labelled(nacre, value.name()).counter(metric);
    }

    void gauge(MetricGroup nacre, Gauge<?> gauge) {
        labelled(nacre, null).gauge(metric, gauge);
    }

    /** @param value of the label */
    void gauge(MetricGroup nacre, String value, Gauge<?> gauge) {
        labelled(nacre, value).gauge(metric, gauge);
    }

    Histogram histogram(MetricGroup nacre) {
        return labelled(nacre, null).histogram(metric, new DescriptiveStatisticsHistogram(LATENCIES));
    }

    private MetricGroup labelled(MetricGroup nacre, @Nullable String value) {
        if (label.isEmpty() != (value == null)) {
            throw new IllegalStateException(metric + " has the label '" + label + "', and was given " + value);
        }
        return value == null ? nacre : nacre.addGroup(label, value);
    }

    /** Its row of the reference page. */
    String row() {
        return "| `" + metric + "` | " + (label.isEmpty() ? "" : "`" + label + "`") + " | " + meaning + " |";
    }
}
