package io.nacre.training;

import io.nacre.payment.Label;
import io.nacre.training.history.ServedExamples.LabelledExample;
import java.util.List;
import java.util.Locale;

/**
 * How far labels are a fair sample, and what is done about it. Analysts see what was suspected; a fraud that no model
 * suspects and nobody disputes is learned as honesty. Where some payments are drawn by lot for an analyst to look at,
 * each fraud among them stands for those that were not drawn: for one over its propensity (Horvitz and Thompson, 1952),
 * less what complaints have shown of the same.
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

    /** The same rows, of which those that a lot has shown weigh as many as they stand for. */
    public List<LabelledExample> weighed(List<LabelledExample> rows) {
        double factor = missed == 0 ? 0 : Math.max(0, missed - complained) / missed;
        return rows.stream()
                .map(labelledExample -> isFound(labelledExample)
                        ? labelledExample.weighing(Math.max(1, factor * represented(labelledExample)))
                        : labelledExample)
                .toList();
    }

    /** A fraud that only a lot has brought before an analyst. */
    private static boolean isFound(LabelledExample labelledExample) {
        return labelledExample.fraud() && labelledExample.isVerdict() && labelledExample.isSampled();
    }

    /** A fraud that the model let pass, and the payer disputed. */
    private static boolean isComplaint(LabelledExample labelledExample) {
        return labelledExample.fraud() && isChargeback(labelledExample) && labelledExample.decision() == null;
    }

    private static boolean isChargeback(LabelledExample labelledExample) {
        return labelledExample.said() != null && labelledExample.said().source() == Label.Source.CHARGEBACK;
    }

    private static double represented(LabelledExample labelledExample) {
        return labelledExample.decision() == null
                ? 1
                : 1 / labelledExample.decision().propensity();
    }

    /** How the truth came to be known, in words. */
    @Override
    public String toString() {
        String known = all + " transactions: " + verdicts + " labelled by analysts, " + alerts
                + " of them because they were suspected, " + chargebacks + " by chargebacks, "
                + (all - verdicts - chargebacks) + " honest by silence; of " + frauds + " frauds, " + complained
                + " had been let pass and were disputed";
        return known
                + (sampled == 0
                        ? "; none was drawn by lot, so of frauds that nobody suspects or disputes nothing is known: see"
                                + " --explore-approvals of 'nacre run'"
                        : String.format(
                                Locale.ROOT,
                                "; %d were drawn by lot, %d of them frauds, which stand for about %.0f let pass",
                                sampled,
                                found,
                                missed));
    }
}
