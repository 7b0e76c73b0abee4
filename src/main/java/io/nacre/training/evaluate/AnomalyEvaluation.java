package io.nacre.training.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How well a score that was never told a label finds fraud.
 *
 * @param aucRoc of the anomaly score alone
 * @param averagePrecision of the anomaly score alone
 * @param recallAtPrecision95 the highest share of fraud found while 95 % of what is pointed out is fraud
 * @param budget the share of transactions that was meant to raise an alarm
 * @param alarms transactions that did
 * @param alarmShare what share of all they are
 * @param alarmPrecision how many of them were fraud, as a share; NaN if there were none
 * @param recall the share of fraud that raised an alarm
 * @param kinds the same by kind of fraud, where the data names kinds
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

    /** One kind of fraud: its ranking against all that is no fraud, and how much of it raised an alarm. */
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

    /** What stands in the bundle. */
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
