package io.nacre.stream.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;

/** Every metric of the job. {@code src/docs/reference/metrics.md} is this list; a test compares them. */
public enum JobMetric {
    DECISIONS(Type.COUNTER, "decisions_total", "Decisions made, without duplicates.", "outcome", "cause"),
    DECISION_LATENCY(Type.HISTOGRAM, "decision_latency_seconds", "Time from the record's timestamp to its decision."),
    EVENT_TIME_LAG(
            Type.HISTOGRAM,
            "decision_event_time_lag_seconds",
            "Time from the transaction's event time to its decision."),
    STAGE_TIME(
            Type.HISTOGRAM,
            "stage_time_seconds",
            "Time per element in this operator, without the operators chained after it. One element in 64 is timed."),
    DEAD_LETTERS(Type.COUNTER, "dead_letters_total", "Records rejected, by rejection code.", "code"),
    REJECTION_ANSWERS(Type.COUNTER, "rejection_answers_total", "Rejections written to the decisions topic."),
    CARD_NUMBERS_MASKED(Type.COUNTER, "card_numbers_masked_total", "Records with a card number that was masked."),
    DUPLICATES(
            Type.COUNTER,
            "transactions_duplicate_total",
            "Transactions that repeat an earlier one and get its decision."),
    ID_CONFLICTS(
            Type.COUNTER,
            "transaction_id_conflicts_total",
            "Transactions that reuse the id of another transaction with different terms."),
    LATE(Type.COUNTER, "transactions_late_total", "Transactions with an event time before the watermark."),
    LIFECYCLE_EVENTS(
            Type.COUNTER,
            "lifecycle_events_total",
            "Lifecycle events that took effect on the state of their transaction's keys, by type.",
            "type"),
    LIFECYCLE_EVENTS_IGNORED(
            Type.COUNTER,
            "lifecycle_events_ignored_total",
            "Lifecycle events that change nothing, by reason (REPEATED, TOO_MANY or OUTSIDE_LIFECYCLE).",
            "reason"),
    IPS_INVALID(Type.COUNTER, "ip_addresses_invalid_total", "IP addresses that cannot be parsed."),
    IPS_PLACEHOLDER(Type.COUNTER, "ip_addresses_placeholder_total", "Placeholder IP addresses, such as 0.0.0.0."),
    IPS_PRIVATE(Type.COUNTER, "ip_addresses_private_total", "Private IP addresses."),
    DEVICES_PLACEHOLDER(
            Type.COUNTER, "devices_placeholder_total", "Placeholder device ids, such as unknown or all zeros."),
    INCIDENTS_OPENED(
            Type.COUNTER,
            "incidents_opened_total",
            "Incidents opened, by entity (ACCOUNT, DEVICE, IP or MERCHANT) and by severity at opening.",
            "entity",
            "severity"),
    AMOUNTS_WITHOUT_RATE(Type.COUNTER, "amounts_without_rate_total", "Alerts whose amount has no exchange rate."),
    ACCOUNT_ACTIONS(
            Type.COUNTER,
            "account_actions_total",
            "Freezes and releases that changed the status of an account.",
            "type",
            "actor_type"),
    ACCOUNTS_FROZEN(Type.GAUGE, "accounts_frozen", "Accounts that are currently frozen."),
    AUTO_FREEZES(Type.COUNTER, "auto_freezes_total", "Automatic freezes that were requested, by result.", "result"),
    CONTROL_EVENTS_STALE(
            Type.COUNTER,
            "control_events_stale_total",
            "Freezes, releases and list entries with a version that is not newer than the current one."),
    ERASURES_REFUSED(Type.COUNTER, "erasures_refused_total", "Erasures of accounts that are frozen or blocked."),
    DUPLICATES_OF_ERASED(
            Type.COUNTER,
            "duplicates_of_erased_accounts_total",
            "Duplicates without a decision, because their account is erased."),
    BUNDLE_INFO(
            Type.GAUGE,
            "bundle_info",
            "1 for the current champion or challenger; 0 for a former one.",
            "role",
            "bundle_id"),
    RULE_INFO(
            Type.GAUGE,
            "rule_info",
            "1 for a rule version in this stage; 0 for one that has left it.",
            "rule_id",
            "version",
            "stage"),
    UPDATES_APPLIED(Type.COUNTER, "scoring_updates_applied_total", "Updates of rules and bundles that took effect."),
    UPDATES_SUPERSEDED(
            Type.COUNTER,
            "scoring_updates_superseded_total",
            "Updates of rules and bundles that are older than the active ones."),
    UPDATES_REJECTED(
            Type.COUNTER,
            "scoring_updates_rejected_total",
            "Updates of rules and bundles that were rejected as invalid."),
    BUNDLES_REJECTED(
            Type.COUNTER, "bundles_rejected_total", "Announced bundles that could not be fetched or verified."),
    RULE_ERRORS(Type.COUNTER, "rule_evaluation_errors_total", "Rule evaluations that failed."),
    RULES_DISABLED(Type.GAUGE, "rules_disabled", "Rules that are disabled because their evaluation failed."),
    ANOMALY_RATE(Type.GAUGE, "anomaly_rate", "Share of transactions that the anomaly model finds unusual."),
    ANOMALY_BREAKER(
            Type.GAUGE,
            "anomaly_breaker_open",
            "1 while the circuit breaker is open: unusual transactions are not sent to review."),
    SCORE_PSI(
            Type.GAUGE,
            "score_psi",
            "Population stability index of the score: below 0.1 no drift, above 0.25 clear drift."),
    FEATURE_PSI(Type.GAUGE, "feature_psi_max", "Highest population stability index of a layer's features.", "layer"),
    FEATURES_DRIFTED(
            Type.GAUGE, "features_drifted", "Features with an index above 0.25; -1 before the first full sample."),
    SCORE_MEAN(Type.GAUGE, "score_mean_ratio", "Mean score divided by the mean score of training."),
    ALERT_RATE(Type.GAUGE, "alert_rate", "Share of transactions that reach the review threshold."),
    ALERT_RATE_TRAINING(
            Type.GAUGE, "alert_rate_training", "Share of training transactions that reach the review threshold.");

    /** The metric type in Flink and Prometheus. */
    private enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    /** The metric group of the job. */
    private static final String GROUP = "nacre";

    private final Type type;
    private final String metric;
    private final String meaning;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed, but the type List does not guarantee that.
    private final List<String> labels;

    JobMetric(Type type, String metric, String meaning, String... labels) {
        this.type = type;
        this.metric = metric;
        this.meaning = meaning;
        this.labels = List.of(labels);
    }

    public static MetricGroup group(RuntimeContext context) {
        return context.getMetricGroup().addGroup(GROUP);
    }

    /**
     * Registers the counter.
     *
     * @param values the values of the labels, in the order of the labels
     */
    public Counter counter(MetricGroup nacre, Enum<?>... values) {
        return labelled(
                        nacre,
                        Type.COUNTER,
                        Arrays.stream(values).map(Enum::name).toList())
                .counter(metric);
    }

    /**
     * Registers the gauge.
     *
     * @param values the values of the labels, in the order of the labels
     */
    public void gauge(MetricGroup nacre, Gauge<?> gauge, String... values) {
        labelled(nacre, Type.GAUGE, List.of(values)).gauge(metric, gauge);
    }

    /**
     * Registers the histogram.
     *
     * @param unitsPerSecond the unit of its values, such as 1,000 for milliseconds
     */
    Histogram histogram(MetricGroup nacre, long unitsPerSecond) {
        return labelled(nacre, Type.HISTOGRAM, List.of()).histogram(metric, new SecondsHistogram(unitsPerSecond));
    }

    private MetricGroup labelled(MetricGroup nacre, Type used, List<String> values) {
        if (used != type) {
            throw new IllegalStateException(metric + " is a " + type + ", but was registered as a " + used);
        }
        if (labels.size() != values.size()) {
            throw new IllegalStateException(metric + " has the labels " + labels + ", but got the values " + values);
        }
        MetricGroup group = nacre;
        for (int i = 0; i < labels.size(); i++) {
            group = group.addGroup(labels.get(i), values.get(i));
        }
        return group;
    }

    public String metric() {
        return metric;
    }

    public String meaning() {
        return meaning;
    }

    public String type() {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** The names of the labels, separated by commas. */
    public String labels() {
        return labels.stream().map(label -> "`" + label + "`").collect(Collectors.joining(", "));
    }
}
