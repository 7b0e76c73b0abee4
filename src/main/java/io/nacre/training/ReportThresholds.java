package io.nacre.training;

import io.nacre.model.Thresholds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The part of the report that tells what the thresholds find, whom they disturb, and what that costs. */
final class ReportThresholds {

    private static final double[] SHOWN = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};

    private final Evaluation evaluation;
    private final Costs costs;
    private final Ranking ranking;
    private final List<CostPoint> points;

    ReportThresholds(Evaluation evaluation, Costs costs) {
        this.evaluation = evaluation;
        this.costs = costs;
        ranking = Ranking.of(evaluation.curves().scores());
        points = CostPoint.of(evaluation.curves().table(), evaluation.curves().scores(), costs);
    }

    String thresholds() {
        Thresholds chosen = evaluation.thresholds();
        List<List<String>> rows = new ArrayList<>();
        for (double threshold : SHOWN) {
            rows.add(row(String.format(Locale.ROOT, "%.2f", threshold), threshold));
        }
        rows.add(row("review: " + EvaluationText.number(chosen.review()), chosen.review()));
        rows.add(row("decline: " + EvaluationText.number(chosen.decline()), chosen.decline()));
        return Html.section(
                "Thresholds",
                "All transactions whose score reaches the threshold. Review and decline were chosen on validation. "
                        + "Money: the share of the amounts of fraud, counted in "
                        + evaluation.money().counted() + ".",
                Html.table(
                        List.of("score from", "transactions", "precision", "recall", "money", "others disturbed"),
                        rows));
    }

    private List<String> row(String name, double threshold) {
        Ranking.Step reached = new Ranking.Step(threshold, 0, 0);
        for (Ranking.Step step : ranking.steps()) {
            reached = step.score() >= threshold ? step : reached;
        }
        return List.of(
                name,
                Html.count(Math.round(reached.caught() + reached.disturbed())),
                Html.percent(reached.precision()),
                Html.percent(ranking.recall(reached)),
                Html.percent(CostPoint.at(points, threshold).moneyRecall()),
                Html.percent(ranking.falsePositiveRate(reached)));
    }

    String costs() {
        CostPoint cheapest = points.stream()
                .min(Comparator.comparingDouble(CostPoint::costADay))
                .orElseThrow();
        CostPoint review = CostPoint.at(points, evaluation.thresholds().review());
        CostPoint decline = CostPoint.at(points, evaluation.thresholds().decline());
        List<List<String>> rows = List.of(
                row("nothing is looked at", points.get(0)),
                row("from the decline threshold", decline),
                row("from the review threshold", review),
                row("review below the decline threshold", Tuning.chosen(points, evaluation.thresholds(), costs)),
                row("cheapest: from " + EvaluationText.number(cheapest.score()), cheapest));
        return Html.section(
                "Costs and capacity",
                String.format(
                        Locale.ROOT,
                        "Assumed: a fraud that is approved costs its amount; looking at a transaction takes %.1f"
                                + " minutes of an analyst's hour of %.2f; disturbing an honest payer costs %.2f,"
                                + " declining one without a look %.2f. All in %s, and set by options of nacre train. Dots stand where the"
                                + " chosen thresholds lead.",
                        costs.reviewMinutes(),
                        costs.analystHour(),
                        costs.friction(),
                        costs.falseDecline(),
                        evaluation.money().counted()),
                new CostCharts(points)
                                .svg(
                                        new CostCharts.Mark("decline", "end", decline),
                                        new CostCharts.Mark("review", "start", review))
                        + Html.table(
                                List.of("looked at", "alerts a day", "fraud found", "money found", "cost a day"),
                                rows));
    }

    private static List<String> row(String name, CostPoint point) {
        return List.of(
                name,
                String.format(Locale.ROOT, "%.1f", point.alertsADay()),
                Html.percent(point.recall()),
                Html.percent(point.moneyRecall()),
                Html.count(Math.round(point.costADay())));
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
                Html.count(evaluation.frauds()),
                EvaluationText.number(anomalies.aucRoc()),
                EvaluationText.number(anomalies.averagePrecision()),
                Html.percent(anomalies.recall())));
        for (AnomalyEvaluation.Kind kind : anomalies.kinds()) {
            rows.add(List.of(
                    kind.typology(),
                    Html.count(kind.frauds()),
                    EvaluationText.number(kind.aucRoc()),
                    EvaluationText.number(kind.averagePrecision()),
                    Html.percent(kind.recall())));
        }
        return Html.section(
                "Anomalies",
                "A score of its own, which was never told what is fraud: how well it alone would find it. It points out "
                        + Html.count(anomalies.alarms()) + " transactions of the test, "
                        + Html.percent(anomalies.alarmShare()) + " of all, of which "
                        + Html.percent(anomalies.alarmPrecision()) + " are fraud.",
                Html.table(List.of("kind", "frauds", "AUC-ROC", "average precision", "pointed out"), rows));
    }

    /** Empty where the data names no kinds. */
    String typologies() {
        if (evaluation.typologies().isEmpty()) {
            return "";
        }
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.TypologyRecall each : evaluation.typologies()) {
            rows.add(List.of(
                    each.typology(),
                    Html.count(each.frauds()),
                    Html.percent(each.reviewedRecall()),
                    Html.percent(each.declinedRecall())));
        }
        return Html.section(
                "Kinds of fraud",
                "As the data names them; the network never sees these names.",
                Html.table(List.of("kind", "frauds", "reviewed or declined", "declined"), rows));
    }
}
