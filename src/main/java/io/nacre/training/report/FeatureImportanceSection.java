package io.nacre.training.report;

import io.nacre.model.FeatureLayout;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.FalseNegative;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The section of the report with the most important features and the worst false negatives. */
final class FeatureImportanceSection {

    private static final int FEATURES_SHOWN = 20;
    private static final int FEATURES_PER_LAYER = 3;

    private final FeatureLayout featureLayout;
    private final Evaluation evaluation;

    FeatureImportanceSection(FeatureLayout featureLayout, Evaluation evaluation) {
        this.featureLayout = featureLayout;
        this.evaluation = evaluation;
    }

    String features() {
        List<Evaluation.Weight> heaviest = evaluation.curves().heaviest();
        List<Evaluation.Weight> shown = heaviest.subList(0, Math.min(FEATURES_SHOWN, heaviest.size()));
        double most = shown.isEmpty() ? 0 : shown.get(0).logit();
        List<List<String>> rows = new ArrayList<>();
        for (FeatureLayout.Group layer : featureLayout.layers()) {
            List<String> row = new ArrayList<>(List.of(layer.name()));
            heaviest.stream()
                    .filter(weight -> layer.features().contains(weight.feature()))
                    .limit(FEATURES_PER_LAYER)
                    .forEach(weight ->
                            row.add(weight.feature().substring(layer.name().length() + 1)
                                    + String.format(Locale.ROOT, " (%.2f)", weight.logit())));
            while (row.size() <= FEATURES_PER_LAYER) {
                row.add("");
            }
            rows.add(row);
        }
        return HtmlPage.section(
                "Most important features",
                "The mean change of a fraud's final logit if a feature is set to its training mean: "
                        + "the strongest features of all layers, and of each layer.",
                SvgChart.bars(
                                "Features by weight",
                                shown.stream().map(Evaluation.Weight::feature).toList(),
                                shown.stream().map(Evaluation.Weight::logit).toList(),
                                most)
                        + HtmlPage.table(List.of("layer", "strongest", "second", "third"), rows));
    }

    String misses() {
        List<List<String>> rows = new ArrayList<>();
        for (FalseNegative falseNegative : evaluation.misses()) {
            rows.add(List.of(
                    falseNegative.transactionId(),
                    falseNegative.at().truncatedTo(ChronoUnit.SECONDS).toString(),
                    String.format(Locale.ROOT, "%.6f", falseNegative.score()),
                    falseNegative.amount().text(),
                    falseNegative.typology() == null ? "" : falseNegative.typology(),
                    String.join(", ", falseNegative.against()),
                    String.join(", ", falseNegative.inFavour())));
        }
        return HtmlPage.section(
                "False negatives",
                "The frauds with the lowest scores, with the features that raised and lowered them. Look here first for a "
                        + "missing feature or a wrong label.",
                HtmlPage.prose(
                        List.of("transaction", "at", "score", "amount", "kind", "raised by", "lowered by"), rows));
    }
}
