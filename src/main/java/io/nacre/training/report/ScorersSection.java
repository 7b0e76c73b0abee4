package io.nacre.training.report;

import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationFormatter;
import io.nacre.training.metrics.HoldoutScores;
import io.nacre.training.metrics.Interval;
import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The section of the report with the results of each layer and of the baselines. */
final class ScorersSection {

    /**
     * The number of baselines in the charts, besides the classical model and the cascade. Other model types come first.
     */
    private static final int RIVALS_DRAWN = 2;

    private final Evaluation evaluation;

    ScorersSection(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    String ladder() {
        return HtmlPage.section(
                "Results by layer",
                "The classical model alone, then the score after each layer of the cascade. Recall at the given false "
                        + "positive rate; share of compromised cards among the 100 top cards of a day. "
                        + "In brackets the 95 % confidence interval, from 200 resamples of whole "
                        + "accounts.",
                SvgChart.bars(
                                "Average precision after each layer",
                                evaluation.ladder().stream()
                                        .map(Evaluation.ScorerResult::name)
                                        .toList(),
                                evaluation.ladder().stream()
                                        .map(scorerResult ->
                                                scorerResult.metrics().averagePrecision())
                                        .toList(),
                                1)
                        + table("after layer", evaluation.ladder()));
    }

    /** Empty without baselines. */
    String rivals() {
        if (evaluation.rivals().isEmpty()) {
            return "";
        }
        List<List<String>> leads = new ArrayList<>();
        for (Evaluation.ScorerResult rival : evaluation.rivals()) {
            double lead = evaluation.last().metrics().averagePrecision()
                    - rival.metrics().averagePrecision();
            leads.add(List.of(
                    rival.name(),
                    EvaluationFormatter.number(lead),
                    rival.intervals().lead().toString()));
        }
        return HtmlPage.section(
                "Baselines",
                "Trained on the same examples, calibrated and evaluated on the same later ones: XGBoost on the whole "
                        + "vector, a network with one hidden layer and as many weights, and optionally the "
                        + "cascade retrained without one layer. If a confidence interval includes 0, the "
                        + "difference is not significant.",
                table("compared with", evaluation.rivals())
                        + HtmlPage.table(List.of("cascade above", "average precision", "95 % confidence"), leads));
    }

    private static String table(String head, List<Evaluation.ScorerResult> rungs) {
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.ScorerResult scorerResult : rungs) {
            Metrics m = scorerResult.metrics();
            MetricIntervals trusted = scorerResult.intervals();
            rows.add(List.of(
                    scorerResult.name(),
                    bracketed(m.averagePrecision(), trusted.averagePrecision()),
                    bracketed(m.aucRoc(), trusted.aucRoc()),
                    bracketed(m.recallAtOnePercent(), trusted.recallAtOnePercent()),
                    bracketed(m.recallAtOnePerMille(), trusted.recallAtOnePerMille()),
                    EvaluationFormatter.number(scorerResult.cardPrecision())));
        }
        return HtmlPage.table(
                List.of(head, "average precision", "AUC-ROC", "recall @ 1 %", "recall @ 0.1 %", "cards @ 100"), rows);
    }

    private static String bracketed(double value, Interval trusted) {
        return Double.isNaN(trusted.low())
                ? EvaluationFormatter.number(value)
                : String.format(Locale.ROOT, "%.3f (%.3f-%.3f)", value, trusted.low(), trusted.high());
    }

    String curves() {
        HoldoutScores table = evaluation.curves().table();
        int last = evaluation.curves().last();
        SvgChart precision =
                new SvgChart("Precision over recall", ChartAxis.share("recall"), ChartAxis.share("precision"));
        SvgChart roc = new SvgChart("ROC curve", ChartAxis.decades("false positive rate"), ChartAxis.share("recall"));
        List<String> names = new ArrayList<>(List.of("classical model", "the cascade"));
        evaluation.rivals().stream()
                .limit(RIVALS_DRAWN)
                .map(Evaluation.ScorerResult::name)
                .forEach(names::add);
        List<ScoredLabels> drawn = new ArrayList<>(List.of(table.column(0), table.column(last)));
        for (int rival = 0; rival + 2 < names.size(); rival++) {
            drawn.add(table.column(last + 1 + rival));
        }
        for (int i = 0; i < drawn.size(); i++) {
            ThresholdCurve thresholdCurve = ThresholdCurve.of(drawn.get(i));
            precision.line("line" + i, precisions(thresholdCurve));
            roc.line("line" + i, recalls(thresholdCurve));
        }
        return HtmlPage.section(
                "Ranking",
                "Precision at each recall, and recall at each "
                        + "false positive rate on a logarithmic scale. A false positive rate above "
                        + "1 % creates more alerts than analysts can review.",
                HtmlPage.legend(names) + HtmlPage.charts(precision.svg(), roc.svg()));
    }

    private static List<SvgChart.Point> precisions(ThresholdCurve thresholdCurve) {
        return CurveDownsampler.of(thresholdCurve.steps(), thresholdCurve::recall).stream()
                .map(step -> new SvgChart.Point(thresholdCurve.recall(step), step.precision()))
                .toList();
    }

    private static List<SvgChart.Point> recalls(ThresholdCurve thresholdCurve) {
        ChartAxis chartAxis = ChartAxis.decades("");
        return Stream.concat(
                        Stream.of(new ThresholdCurve.Step(1, 0, 0)),
                        CurveDownsampler.of(
                                thresholdCurve.steps(),
                                step -> thresholdCurve.recall(step)
                                        + chartAxis.at(thresholdCurve.falsePositiveRate(step)))
                                .stream())
                .map(step -> new SvgChart.Point(thresholdCurve.falsePositiveRate(step), thresholdCurve.recall(step)))
                .toList();
    }
}
