package io.nacre.training.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well the anomaly score finds fraud without having seen a label.
 *
 * @param aucRoc of the anomaly score alone
 * @param averagePrecision of the anomaly score alone
 * @param recallAtPrecision95 the highest recall at a precision of 95 %
 * @param budget the configured share of transactions that raise an alarm
 * @param alarms transactions that raised an alarm
 * @param alarmShare their share of all transactions
 * @param alarmPrecision share of frauds among them; NaN without alarms
 * @param recall share of the frauds that raised an alarm
 * @param kinds the same by kind of fraud, if the data has kinds
 */
public record AnomalyEvaluation(
        double aucRoc,
        double averagePrecision,
        double recallAtPrecision95,
        double budget,
        long alarms,
        double alarmShare,
        double alarmPrecision,
        double recall,
        List<Kind> kinds) {

    /** One kind of fraud: its ranking against legitimate transactions, and the share that raised an alarm. */
    public record Kind(String typology, long frauds, double aucRoc, double averagePrecision, double recall) {}

    public AnomalyEvaluation {
        kinds = List.copyOf(kinds);
    }

    /** As plain text. */
    public String table() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "anomaly score alone: AUC-ROC %s, AP %s, recall at precision 0.95 %s%n"
                        + "anomalies, budget %.4f: %d transactions (%.4f), precision %s, recall %s%n",
                EvaluationFormatter.number(aucRoc),
                EvaluationFormatter.number(averagePrecision),
                EvaluationFormatter.number(recallAtPrecision95),
                budget,
                alarms,
                alarmShare,
                EvaluationFormatter.number(alarmPrecision),
                EvaluationFormatter.number(recall)));
        for (Kind kind : kinds) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %-22s %6d frauds, AUC-ROC %s, AP %s, recall within the budget %s%n",
                    kind.typology(),
                    kind.frauds(),
                    EvaluationFormatter.number(kind.aucRoc()),
                    EvaluationFormatter.number(kind.averagePrecision()),
                    EvaluationFormatter.number(kind.recall())));
        }
        return text.toString();
    }

    /** The metrics as stored in the bundle. */
    public Map<String, Double> metrics() {
        return Map.of(
                "test.anomaly.auc_roc", aucRoc,
                "test.anomaly.average_precision", averagePrecision,
                "test.anomaly.recall_at_precision_95_percent", recallAtPrecision95,
                "test.anomaly.alarm_share", alarmShare,
                "test.anomaly.alarm_precision", alarmPrecision,
                "test.anomaly.recall_at_budget", recall);
    }
}
