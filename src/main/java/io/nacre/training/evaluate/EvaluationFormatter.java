package io.nacre.training.evaluate;

import io.nacre.training.metrics.MetricIntervals;
import io.nacre.training.metrics.Metrics;
import io.nacre.training.metrics.MoneyRecall;
import java.util.List;
import java.util.Locale;

/** Formats an evaluation for a terminal. */
public final class EvaluationFormatter {

    private static final int MISSES_SHOWN = 5;

    private final Evaluation evaluation;
    private final StringBuilder text = new StringBuilder();

    private EvaluationFormatter(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    static String of(Evaluation evaluation) {
        EvaluationFormatter page = new EvaluationFormatter(evaluation);
        page.scorers();
        page.outcomes();
        if (evaluation.anomalies() != null) {
            page.text.append(evaluation.anomalies().table());
        }
        page.weeks();
        page.segments("by region", evaluation.regions());
        page.segments("by age of account", evaluation.ages());
        page.absences();
        page.misses();
        return page.text.toString();
    }

    private void scorers() {
        line(
                "%d transactions from %s to %s, %d of them fraud",
                evaluation.rows(), evaluation.from(), evaluation.to(), evaluation.frauds());
        rungs("after layer", evaluation.ladder());
        if (!evaluation.rivals().isEmpty()) {
            rungs("compared with", evaluation.rivals());
            line("");
            line("average precision of the cascade above each, with 95 %% confidence");
            for (Evaluation.ScorerResult rival : evaluation.rivals()) {
                double lead = evaluation.last().metrics().averagePrecision()
                        - rival.metrics().averagePrecision();
                line(
                        "%-22s %8s (%s)",
                        rival.name(), number(lead), rival.intervals().lead());
            }
        }
        MetricIntervals metricIntervals = evaluation.last().intervals();
        line("");
        line("95 %% confidence of the final score, from resampled accounts");
        line("AUC-ROC %s, AP %s", metricIntervals.aucRoc(), metricIntervals.averagePrecision());
        line("R@1%% %s, R@0.1%% %s", metricIntervals.recallAtOnePercent(), metricIntervals.recallAtOnePerMille());
    }

    private void rungs(String head, List<Evaluation.ScorerResult> rungs) {
        line("");
        line("%-22s %8s %8s %8s %8s %8s", head, "AUC-ROC", "AP", "R@1%", "R@0.1%", "CP@100");
        for (Evaluation.ScorerResult scorerResult : rungs) {
            Metrics m = scorerResult.metrics();
            line(
                    "%-22s %8s %8s %8s %8s %8s",
                    scorerResult.name(),
                    number(m.aucRoc()),
                    number(m.averagePrecision()),
                    number(m.recallAtOnePercent()),
                    number(m.recallAtOnePerMille()),
                    number(scorerResult.cardPrecision()));
        }
    }

    private void outcomes() {
        Metrics last = evaluation.last().metrics();
        MoneyRecall money = evaluation.money();
        line("");
        line("Brier %s, calibration error %s", number(last.brier()), number(last.calibrationError()));
        band("review or decline", evaluation.thresholds().review(), evaluation.reviewed(), money.reviewed());
        band("decline", evaluation.thresholds().decline(), evaluation.declined(), money.declined());
        line(
                "recall by amount: %s at a false positive rate of 1 %%, %s at 0.1 %%",
                number(money.atOnePercent()), number(money.atOnePerMille()));
        line("amounts in %s", money.counted());
        for (Evaluation.TypologyRecall each : evaluation.typologies()) {
            line(
                    "%-24s %6d frauds, %s reviewed or declined, %s declined",
                    each.typology(), each.frauds(), number(each.reviewedRecall()), number(each.declinedRecall()));
        }
    }

    private void band(String name, double threshold, Evaluation.Band band, double money) {
        line(
                "%-18s from %s: %d transactions, precision %s, recall %s, recall by amount %s",
                name,
                number(threshold),
                band.transactions(),
                number(band.precision()),
                number(band.recall()),
                number(money));
    }

    private void weeks() {
        line("");
        line(
                "%-22s %10s %8s %10s %10s %8s %8s",
                "week from", "rows", "frauds", "base rate", "mean score", "AP", "cal.err.");
        for (WeeklyMetrics weeklyMetrics : evaluation.weeks()) {
            line(
                    "%-22s %10d %8d %10s %10s %8s %8s",
                    weeklyMetrics.from(),
                    weeklyMetrics.transactions(),
                    weeklyMetrics.frauds(),
                    number(weeklyMetrics.baseRate()),
                    number(weeklyMetrics.meanScore()),
                    number(weeklyMetrics.metrics().averagePrecision()),
                    number(weeklyMetrics.metrics().calibrationError()));
        }
    }

    private void segments(String head, List<Segment> segments) {
        line("");
        line("%-22s %10s %8s %12s %8s", head, "rows", "frauds", "false pos.", "recall");
        for (Segment segment : segments) {
            line(
                    "%-22s %10d %8d %12s %8s",
                    segment.name(),
                    segment.transactions(),
                    segment.frauds(),
                    number(segment.falsePositiveRate()),
                    number(segment.recall()));
        }
    }

    private void absences() {
        line("");
        line("%-22s %16s %16s", "AP while it fails", "inputs unknown", "layer at mean");
        for (MissingLayerResult missingLayerResult : evaluation.absences()) {
            line(
                    "%-22s %16s %16s",
                    missingLayerResult.layer(),
                    number(missingLayerResult.unknown()),
                    number(missingLayerResult.atMean()));
        }
        line("%-22s %16s", "nothing fails", number(evaluation.samplePrecision()));
    }

    private void misses() {
        line("");
        line("frauds with the lowest scores");
        evaluation.misses().stream().limit(MISSES_SHOWN).forEach(falseNegative -> {
            line(
                    "%s scored %.6f, %s%s",
                    falseNegative.transactionId(),
                    falseNegative.score(),
                    falseNegative.amount().text(),
                    falseNegative.typology() == null ? "" : ", " + falseNegative.typology());
            line("  lowered its score: %s", String.join(", ", falseNegative.inFavour()));
        });
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    public static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
