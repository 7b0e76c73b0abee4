package io.nacre.training;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The part of the report that tells how far scores can be trusted: as probabilities, in time, when inputs fail. */
final class ReportTrust {

    private final Evaluation evaluation;

    ReportTrust(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    String calibration() {
        List<CalibrationBand> bands = CalibrationBand.of(evaluation.curves().scores());
        List<Chart.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (CalibrationBand band : bands) {
            if (band.frauds() > 0) {
                points.add(new Chart.Point(band.meanScore(), band.frequency()));
            }
            rows.add(List.of(
                    EvaluationText.number(band.from()) + " to " + EvaluationText.number(band.to()),
                    Html.count(band.transactions()),
                    Html.count(band.frauds()),
                    Html.percent(band.meanScore()),
                    Html.percent(band.frequency())));
        }
        Chart chart = new Chart("Calibration", Axis.decades("mean score"), Axis.decades("share of fraud"))
                .line("ideal", List.of(new Chart.Point(0, 0), new Chart.Point(1, 1)))
                .dots("dot", points);
        Metrics last = evaluation.last().metrics();
        return Html.section(
                "Calibration",
                "A score is a probability: of the transactions scored 10 %, one in ten should be fraud. Brier score "
                        + EvaluationText.number(last.brier()) + ", calibration error "
                        + EvaluationText.number(last.calibrationError()) + ".",
                Html.charts(
                        chart.svg(),
                        Html.table(List.of("score", "transactions", "frauds", "mean score", "share of fraud"), rows)));
    }

    String weeks() {
        List<List<String>> rows = new ArrayList<>();
        for (Week week : evaluation.weeks()) {
            rows.add(List.of(
                    week.from().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
                    Html.count(week.transactions()),
                    Html.count(week.frauds()),
                    Html.percent(week.baseRate()),
                    Html.percent(week.meanScore()),
                    EvaluationText.number(week.metrics().averagePrecision()),
                    EvaluationText.number(week.metrics().calibrationError())));
        }
        return Html.section(
                "Drift over the weeks",
                "The test week by week, each judged alone. Average precision that falls from week to week, or a mean "
                        + "score that parts from the share of fraud, says that it is time to train anew.",
                (rows.size() > 1 ? weekCharts() : "")
                        + Html.table(
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
                .mapToDouble(week -> Math.max(week.baseRate(), week.meanScore()))
                .max()
                .orElse(0);
        Axis weeks =
                Axis.counting("weeks since the test began", evaluation.weeks().size() - 1);
        Chart skill = new Chart("Average precision by week", weeks, Axis.share("average precision"))
                .line("line1", line(week -> week.metrics().averagePrecision()));
        Chart rates = new Chart(
                        "Scores and fraud by week",
                        weeks,
                        Axis.upTo("percent: fraud dashed, mean score solid", 100 * highest))
                .line("line0", line(week -> 100 * week.baseRate()))
                .line("line1", line(week -> 100 * week.meanScore()));
        return Html.charts(skill.svg(), rates.svg());
    }

    private List<Chart.Point> line(ToDoubleFunction<Week> value) {
        List<Chart.Point> points = new ArrayList<>();
        for (int i = 0; i < evaluation.weeks().size(); i++) {
            double y = value.applyAsDouble(evaluation.weeks().get(i));
            // A week without fraud has no average precision.
            if (!Double.isNaN(y)) {
                points.add(new Chart.Point(i, y));
            }
        }
        return points;
    }

    String absences() {
        List<List<String>> rows = new ArrayList<>();
        for (Absence absence : evaluation.absences()) {
            rows.add(List.of(
                    absence.layer(),
                    EvaluationText.number(absence.unknown()),
                    EvaluationText.number(absence.atMean())));
        }
        rows.add(List.of(
                "nothing fails",
                EvaluationText.number(evaluation.samplePrecision()),
                EvaluationText.number(evaluation.samplePrecision())));
        return Html.section(
                "When inputs fail",
                "Average precision of this very bundle, on a sample of the test, while all optional inputs of a layer "
                        + "are unknown, and while all its features stand at their training mean.",
                Html.table(List.of("layer", "inputs unknown", "layer at its mean"), rows));
    }

    String fairness() {
        return Html.section(
                "Whom it disturbs, whom it protects",
                "At the review threshold: the share of honest payments that are reviewed or declined, and the share "
                        + "of frauds that are. Region is the country of the account's home, failing that of the address "
                        + "or the retailer. Few frauds make uncertain recalls.",
                segments("region", evaluation.regions()) + segments("age of the account", evaluation.ages()));
    }

    private static String segments(String head, List<Segment> segments) {
        List<List<String>> rows = new ArrayList<>();
        for (Segment segment : segments) {
            rows.add(List.of(
                    segment.name(),
                    Html.count(segment.transactions()),
                    Html.count(segment.frauds()),
                    Html.percent(segment.falsePositiveRate()),
                    Html.percent(segment.recall())));
        }
        return Html.table(List.of(head, "transactions", "frauds", "honest disturbed", "fraud found"), rows);
    }
}
