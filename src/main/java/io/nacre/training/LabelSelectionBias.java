package io.nacre.training;

import io.nacre.payment.Label;
import io.nacre.training.history.ServedExamples.LabelledExample;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures and corrects the selection bias of labels. Analysts see only suspicious transactions. A fraud that no model
 * flags and no payer disputes is labelled legitimate. If some approved transactions are reviewed at random, each fraud
 * among them is weighted by its inverse propensity (Horvitz and Thompson, 1952). The frauds that disputes have already
 * shown are subtracted.
 */
public final class LabelSelectionBias {

    private final long all;
    private final long verdicts;
    private final long alerts;
    private final long sampled;
    private final long chargebacks;
    private final long frauds;
    private final long complained;
    private final long found;
    private final double missed;

    private LabelSelectionBias(List<LabelledExample> rows) {
        all = rows.size();
        verdicts = rows.stream().filter(LabelledExample::isVerdict).count();
        sampled = rows.stream()
                .filter(LabelledExample::isVerdict)
                .filter(LabelledExample::isSampled)
                .count();
        alerts = verdicts - sampled;
        chargebacks = rows.stream().filter(LabelSelectionBias::isChargeback).count();
        frauds = rows.stream().filter(LabelledExample::fraud).count();
        complained = rows.stream().filter(LabelSelectionBias::isComplaint).count();
        found = rows.stream().filter(LabelSelectionBias::isFound).count();
        missed = rows.stream()
                .filter(LabelSelectionBias::isFound)
                .mapToDouble(LabelSelectionBias::represented)
                .sum();
    }

    public static LabelSelectionBias of(List<LabelledExample> rows) {
        return new LabelSelectionBias(rows);
    }

    /** The rows with the frauds found by random review weighted by their inverse propensity. */
    public List<LabelledExample> weighed(List<LabelledExample> rows) {
        double factor = missed == 0 ? 0 : Math.max(0, missed - complained) / missed;
        return rows.stream()
                .map(labelledExample -> isFound(labelledExample)
                        ? labelledExample.weighing(Math.max(1, factor * represented(labelledExample)))
                        : labelledExample)
                .toList();
    }

    /** A fraud that was found only by random review. */
    private static boolean isFound(LabelledExample labelledExample) {
        return labelledExample.fraud() && labelledExample.isVerdict() && labelledExample.isSampled();
    }

    /** A fraud that the model approved and the payer disputed. */
    private static boolean isComplaint(LabelledExample labelledExample) {
        return labelledExample.fraud() && isChargeback(labelledExample) && labelledExample.decision() == null;
    }

    private static boolean isChargeback(LabelledExample labelledExample) {
        return labelledExample.label() != null && labelledExample.label().source() == Label.Source.CHARGEBACK;
    }

    private static double represented(LabelledExample labelledExample) {
        return labelledExample.decision() == null
                ? 1
                : 1 / labelledExample.decision().propensity();
    }

    /** The sources of the labels, by name. */
    public Map<String, Number> counts() {
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put("transaction_count", all);
        counts.put("verdict_count", verdicts);
        counts.put("verdict_after_alert_count", alerts);
        counts.put("chargeback_count", chargebacks);
        counts.put("unlabelled_legitimate_count", all - verdicts - chargebacks);
        counts.put("fraud_count", frauds);
        counts.put("disputed_approved_fraud_count", complained);
        counts.put("randomly_reviewed_count", sampled);
        counts.put("randomly_reviewed_fraud_count", found);
        counts.put("estimated_approved_fraud_count", missed);
        return counts;
    }

    /** The sources of the labels, as text. */
    @Override
    public String toString() {
        String labelSources = all + " transactions: " + verdicts + " labelled by analysts, " + alerts
                + " of them after an alert, " + chargebacks + " by chargebacks, "
                + (all - verdicts - chargebacks) + " counted as legitimate without a label; of " + frauds + " frauds, "
                + complained
                + " were approved and disputed later";
        return labelSources
                + (sampled == 0
                        ? "; none was reviewed at random, so frauds without an alert or a dispute stay unknown: see"
                                + " --explore-approvals of 'nacre run'"
                        : String.format(
                                Locale.ROOT,
                                "; %d were reviewed at random, %d of them frauds, which represent about %.0f approved frauds",
                                sampled,
                                found,
                                missed));
    }
}
