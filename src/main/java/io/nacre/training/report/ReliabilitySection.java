package io.nacre.training.report;

import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationFormatter;
import io.nacre.training.evaluate.MissingLayerResult;
import io.nacre.training.evaluate.Segment;
import io.nacre.training.evaluate.WeeklyMetrics;
import io.nacre.training.metrics.CalibrationBand;
import io.nacre.training.metrics.Metrics;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The section of the report about reliability: calibration, drift, missing inputs and segments. */
final class ReliabilitySection {

    private final Evaluation evaluation;

    ReliabilitySection(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    String calibration() {
        List<CalibrationBand> bands = CalibrationBand.of(evaluation.curves().scores());
        List<SvgChart.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (CalibrationBand band : bands) {
            if (band.frauds() > 0) {
                points.add(new SvgChart.Point(band.meanScore(), band.frequency()));
            }
            rows.add(List.of(
                    EvaluationFormatter.number(band.from()) + " to " + EvaluationFormatter.number(band.to()),
                    HtmlPage.count(band.transactions()),
                    HtmlPage.count(band.frauds()),
                    HtmlPage.percent(band.meanScore()),
                    HtmlPage.percent(band.frequency())));
        }
        SvgChart svgChart = new SvgChart(
                        "Calibration", ChartAxis.decades("mean score"), ChartAxis.decades("share of fraud"))
                .line("ideal", List.of(new SvgChart.Point(0, 0), new SvgChart.Point(1, 1)))
                .dots("dot", points);
        Metrics last = evaluation.last().metrics();
        return HtmlPage.section(
                "Calibration",
                "A score is a probability: one in ten transactions with a score of 10 % should be fraud. Brier score "
                        + EvaluationFormatter.number(last.brier()) + ", calibration error "
                        + EvaluationFormatter.number(last.calibrationError()) + ".",
                HtmlPage.charts(
                        svgChart.svg(),
                        HtmlPage.table(
                                List.of("score", "transactions", "frauds", "mean score", "share of fraud"), rows)));
    }

    String weeks() {
        List<List<String>> rows = new ArrayList<>();
        for (WeeklyMetrics weeklyMetrics : evaluation.weeks()) {
            rows.add(List.of(
                    weeklyMetrics.from().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                    HtmlPage.count(weeklyMetrics.transactions()),
                    HtmlPage.count(weeklyMetrics.frauds()),
                    HtmlPage.percent(weeklyMetrics.baseRate()),
                    HtmlPage.percent(weeklyMetrics.meanScore()),
                    EvaluationFormatter.number(weeklyMetrics.metrics().averagePrecision()),
                    EvaluationFormatter.number(weeklyMetrics.metrics().calibrationError())));
        }
        return HtmlPage.section(
                "Drift over the weeks",
                "The metrics of each week of the test. Retrain if the average precision falls from week to week, or if the mean "
                        + "score and the share of fraud diverge.",
                (rows.size() > 1 ? weekCharts() : "")
                        + HtmlPage.table(
                                List.of(
                                        "week from",
                                        "transactions",
                                        "frauds",
                                        "share of fraud",
                                        "mean score",
                                        "average precision",
                                        "calibration error"),
                                rows));
    }

    private String weekCharts() {
        double highest = evaluation.weeks().stream()
                .mapToDouble(weeklyMetrics -> Math.max(weeklyMetrics.baseRate(), weeklyMetrics.meanScore()))
                .max()
                .orElse(0);
        ChartAxis weeks = ChartAxis.counting(
                "weeks since the test began", evaluation.weeks().size() - 1);
        SvgChart skill = new SvgChart("Average precision by week", weeks, ChartAxis.share("average precision"))
                .line("line1", line(weeklyMetrics -> weeklyMetrics.metrics().averagePrecision()));
        SvgChart rates = new SvgChart(
                        "Scores and fraud by week",
                        weeks,
                        ChartAxis.upTo("percent: fraud dashed, mean score solid", 100 * highest))
                .line("line0", line(weeklyMetrics -> 100 * weeklyMetrics.baseRate()))
                .line("line1", line(weeklyMetrics -> 100 * weeklyMetrics.meanScore()));
        return HtmlPage.charts(skill.svg(), rates.svg());
    }

    private List<SvgChart.Point> line(ToDoubleFunction<WeeklyMetrics> value) {
        List<SvgChart.Point> points = new ArrayList<>();
        for (int i = 0; i < evaluation.weeks().size(); i++) {
            double y = value.applyAsDouble(evaluation.weeks().get(i));
            // A week without fraud has no average precision.
            if (!Double.isNaN(y)) {
                points.add(new SvgChart.Point(i, y));
            }
        }
        return points;
    }

    String absences() {
        List<List<String>> rows = new ArrayList<>();
        for (MissingLayerResult missingLayerResult : evaluation.absences()) {
            rows.add(List.of(
                    missingLayerResult.layer(),
                    EvaluationFormatter.number(missingLayerResult.unknown()),
                    EvaluationFormatter.number(missingLayerResult.atMean())));
        }
        rows.add(List.of(
                "all inputs available",
                EvaluationFormatter.number(evaluation.samplePrecision()),
                EvaluationFormatter.number(evaluation.samplePrecision())));
        return HtmlPage.section(
                "Missing inputs",
                "Average precision of this bundle on a sample of the test, with all optional inputs of a layer "
                        + "unknown, and with all its features at their training mean.",
                HtmlPage.table(List.of("layer", "inputs unknown", "layer at its mean"), rows));
    }

    String fairness() {
        return HtmlPage.section(
                "False positives and recall by segment",
                "At the review threshold: the share of legitimate transactions that are reviewed or declined, and the share "
                        + "of frauds. The region is the account's home country, else the country of the IP address "
                        + "or of the merchant. With few frauds the recall is uncertain.",
                segments("region", evaluation.regions()) + segments("age of the account", evaluation.ages()));
    }

    private static String segments(String head, List<Segment> segments) {
        List<List<String>> rows = new ArrayList<>();
        for (Segment segment : segments) {
            rows.add(List.of(
                    segment.name(),
                    HtmlPage.count(segment.transactions()),
                    HtmlPage.count(segment.frauds()),
                    HtmlPage.percent(segment.falsePositiveRate()),
                    HtmlPage.percent(segment.recall())));
        }
        return HtmlPage.table(List.of(head, "transactions", "frauds", "false positive rate", "recall"), rows);
    }
}
