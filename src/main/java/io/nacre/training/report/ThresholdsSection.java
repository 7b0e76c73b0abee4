package io.nacre.training.report;

import io.nacre.model.Thresholds;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationFormatter;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.OperatingPoint;
import io.nacre.training.tune.ThresholdTuner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The section of the report about the thresholds: recall, false positives and costs. */
final class ThresholdsSection {

    private static final double[] SHOWN = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};

    private final Evaluation evaluation;
    private final CostModel costModel;
    private final ThresholdCurve thresholdCurve;
    private final List<OperatingPoint> points;

    ThresholdsSection(Evaluation evaluation, CostModel costModel) {
        this.evaluation = evaluation;
        this.costModel = costModel;
        thresholdCurve = ThresholdCurve.of(evaluation.curves().scores());
        points = OperatingPoint.of(
                evaluation.curves().table(), evaluation.curves().scores(), costModel);
    }

    String thresholds() {
        Thresholds chosen = evaluation.thresholds();
        List<List<String>> rows = new ArrayList<>();
        for (double threshold : SHOWN) {
            rows.add(row(String.format(Locale.ROOT, "%.2f", threshold), threshold));
        }
        rows.add(row("review: " + EvaluationFormatter.number(chosen.review()), chosen.review()));
        rows.add(row("decline: " + EvaluationFormatter.number(chosen.decline()), chosen.decline()));
        return HtmlPage.section(
                "Thresholds",
                "All transactions whose score reaches the threshold. The review and decline thresholds were chosen on validation. "
                        + "Recall by amount is the share of the fraud amount, in "
                        + evaluation.money().counted() + ".",
                HtmlPage.table(
                        List.of(
                                "score from",
                                "transactions",
                                "precision",
                                "recall",
                                "recall by amount",
                                "false positive rate"),
                        rows));
    }

    private List<String> row(String name, double threshold) {
        ThresholdCurve.Step reached = new ThresholdCurve.Step(threshold, 0, 0);
        for (ThresholdCurve.Step step : thresholdCurve.steps()) {
            reached = step.score() >= threshold ? step : reached;
        }
        return List.of(
                name,
                HtmlPage.count(Math.round(reached.truePositives() + reached.falsePositives())),
                HtmlPage.percent(reached.precision()),
                HtmlPage.percent(thresholdCurve.recall(reached)),
                HtmlPage.percent(OperatingPoint.at(points, threshold).moneyRecall()),
                HtmlPage.percent(thresholdCurve.falsePositiveRate(reached)));
    }

    String costs() {
        OperatingPoint cheapest = points.stream()
                .min(Comparator.comparingDouble(OperatingPoint::costADay))
                .orElseThrow();
        OperatingPoint review =
                OperatingPoint.at(points, evaluation.thresholds().review());
        OperatingPoint decline =
                OperatingPoint.at(points, evaluation.thresholds().decline());
        List<List<String>> rows = List.of(
                row("no review", points.get(0)),
                row("from the decline threshold", decline),
                row("from the review threshold", review),
                row(
                        "review below the decline threshold",
                        ThresholdTuner.chosen(points, evaluation.thresholds(), costModel)),
                row("cheapest: from " + EvaluationFormatter.number(cheapest.score()), cheapest));
        return HtmlPage.section(
                "Costs and capacity",
                String.format(
                        Locale.ROOT,
                        "Assumed: a fraud that is approved costs its amount; a review takes %.1f"
                                + " minutes of an analyst's hour of %.2f; a false alert costs %.2f,"
                                + " a false decline %.2f. All in %s; options of nacre train set these costs. Dots mark the"
                                + " chosen thresholds.",
                        costModel.reviewMinutes(),
                        costModel.analystHour(),
                        costModel.friction(),
                        costModel.falseDecline(),
                        evaluation.money().counted()),
                new CostCharts(points)
                                .svg(
                                        new CostCharts.Mark("decline", "end", decline),
                                        new CostCharts.Mark("review", "start", review))
                        + HtmlPage.table(
                                List.of("reviewed", "alerts per day", "recall", "recall by amount", "cost per day"),
                                rows));
    }

    private static List<String> row(String name, OperatingPoint point) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%.1f", point.alertsADay()),
                HtmlPage.percent(point.recall()),
                HtmlPage.percent(point.moneyRecall()),
                HtmlPage.count(Math.round(point.costADay())));
    }

    /** Empty for a bundle without an anomaly model. */
    String anomalies() {
        AnomalyEvaluation anomalies = evaluation.anomalies();
        if (anomalies == null) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "all",
                HtmlPage.count(evaluation.frauds()),
                EvaluationFormatter.number(anomalies.aucRoc()),
                EvaluationFormatter.number(anomalies.averagePrecision()),
                HtmlPage.percent(anomalies.recall())));
        for (AnomalyEvaluation.Kind kind : anomalies.kinds()) {
            rows.add(List.of(
                    kind.typology(),
                    HtmlPage.count(kind.frauds()),
                    EvaluationFormatter.number(kind.aucRoc()),
                    EvaluationFormatter.number(kind.averagePrecision()),
                    HtmlPage.percent(kind.recall())));
        }
        return HtmlPage.section(
                "Anomalies",
                "A separate score that is trained without labels: how well it alone finds fraud. It flags "
                        + HtmlPage.count(anomalies.alarms()) + " transactions of the test, "
                        + HtmlPage.percent(anomalies.alarmShare()) + " of all; "
                        + HtmlPage.percent(anomalies.alarmPrecision()) + " of them are fraud.",
                HtmlPage.table(List.of("kind", "frauds", "AUC-ROC", "average precision", "recall"), rows));
    }

    /** Empty if the data has no kinds of fraud. */
    String typologies() {
        if (evaluation.typologies().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.TypologyRecall each : evaluation.typologies()) {
            rows.add(List.of(
                    each.typology(),
                    HtmlPage.count(each.frauds()),
                    HtmlPage.percent(each.reviewedRecall()),
                    HtmlPage.percent(each.declinedRecall())));
        }
        return HtmlPage.section(
                "Kinds of fraud",
                "As named in the data. The names are not model inputs.",
                HtmlPage.table(List.of("kind", "frauds", "reviewed or declined", "declined"), rows));
    }
}
