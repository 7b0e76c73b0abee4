package io.nacre.training;

import io.nacre.model.Bundle;
import io.nacre.model.Provenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One page about a trained bundle: what it learned from, what each layer adds, how far its scores can be trusted. */
public final class Report {

    private static final int FEATURES_SHOWN = 20;
    private static final double[] THRESHOLDS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9};

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --paper: #fff; --line: #d5dbe2; --first: #8a97a6;
              --last: #0b6e77; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --paper: #14191f; --line: #3a4550;
              --first: #8a97a6; --last: #4fc3cc; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
            table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .8rem; border-bottom: 1px solid var(--line); text-align: right; }
            th:first-child { text-align: left; } tbody th { font-weight: normal; overflow-wrap: anywhere; }
            section { overflow-x: auto; }
            .charts { display: flex; flex-wrap: wrap; gap: 1.5rem; }
            svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: var(--ink); }
            .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 2; }
            .first { stroke: var(--first); stroke-dasharray: 5 3; } .last { stroke: var(--last); }
            .bar, .dot { fill: var(--last); } .ideal { stroke: var(--first); stroke-width: 1; }
            """;

    private final Trained trained;
    private final Bundle bundle;
    private final Evaluation evaluation;

    private Report(Trained trained) {
        this.trained = trained;
        this.bundle = trained.bundle();
        this.evaluation = trained.evaluation();
    }

    /** The page, complete in itself: no script, no network. */
    public static String html(Trained trained) {
        Report report = new Report(trained);
        String title = "Bundle " + Html.escape(trained.bundle().id());
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title
                + "</title>\n<style>\n" + STYLE + "</style></head>\n<body><h1>" + title + "</h1>\n"
                + report.history() + report.ladder() + report.curves() + report.thresholds() + report.typologies()
                + report.calibration() + report.features() + report.settings() + "</body></html>\n";
    }

    private String history() {
        Provenance provenance = bundle.provenance();
        List<List<String>> rows = List.of(
                row("training", trained.trainRows(), trained.trainFrauds(), provenance.trainedFrom() + ""),
                row("test", evaluation.rows(), evaluation.frauds(), evaluation.from() + ""));
        return Html.section(
                "What it learned from",
                "History is cut by time. The last part, up to " + evaluation.to()
                        + ", was never looked at in training, and all figures below are measured on it.",
                Html.table(List.of("slice", "transactions", "frauds", "share of fraud", "from"), rows));
    }

    private static List<String> row(String name, long rows, long frauds, String from) {
        return List.of(name, Html.count(rows), Html.count(frauds), Html.percent((double) frauds / rows), from);
    }

    private String ladder() {
        List<String> names = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (Evaluation.Rung rung : evaluation.ladder()) {
            Metrics m = rung.metrics();
            names.add(rung.name());
            values.add(m.averagePrecision());
            rows.add(List.of(
                    rung.name(),
                    EvaluationText.number(m.averagePrecision()),
                    EvaluationText.number(m.aucRoc()),
                    EvaluationText.number(m.recallAtOnePercent()),
                    EvaluationText.number(m.recallAtOnePerMille()),
                    EvaluationText.number(rung.cardPrecision())));
        }
        List<String> heads =
                List.of("after layer", "average precision", "AUC-ROC", "recall @ 1 %", "recall @ 0.1 %", "cards @ 100");
        return Html.section(
                "What each layer adds",
                "The classical model alone, then the score after each layer of the cascade. Recall at the given share "
                        + "of other transactions disturbed; share of compromised among the 100 top cards of a day.",
                Chart.bars("Average precision after each layer", names, values, 1) + Html.table(heads, rows));
    }

    private String curves() {
        Ranking first = Ranking.of(evaluation.curves().classical());
        Ranking last = Ranking.of(evaluation.curves().scores());
        Chart precision = Chart.ofShares("Precision over recall", "recall", "precision")
                .line("first", precisions(first))
                .line("last", precisions(last));
        Chart roc = Chart.ofShares("ROC curve", "share of others disturbed", "recall")
                .line("first", recalls(first))
                .line("last", recalls(last));
        return Html.section(
                "Ranking",
                "Dashed: the classical model. Solid: the whole cascade.",
                charts(precision.svg(), roc.svg()));
    }

    private static List<Chart.Point> precisions(Ranking ranking) {
        return Thinned.of(ranking.steps(), ranking::recall).stream()
                .map(step -> new Chart.Point(ranking.recall(step), step.precision()))
                .toList();
    }

    private static List<Chart.Point> recalls(Ranking ranking) {
        List<Chart.Point> points = new ArrayList<>();
        points.add(new Chart.Point(0, 0));
        Thinned.of(ranking.steps(), step -> ranking.recall(step) + ranking.falsePositiveRate(step))
                .forEach(step -> points.add(new Chart.Point(ranking.falsePositiveRate(step), ranking.recall(step))));
        return points;
    }

    private String thresholds() {
        Ranking ranking = Ranking.of(evaluation.curves().scores());
        List<List<String>> rows = new ArrayList<>();
        for (double threshold : THRESHOLDS) {
            rows.add(atThreshold(String.format(Locale.ROOT, "%.2f", threshold), threshold, ranking));
        }
        double review = evaluation.thresholds().review();
        double decline = evaluation.thresholds().decline();
        rows.add(atThreshold("review: " + EvaluationText.number(review), review, ranking));
        rows.add(atThreshold("decline: " + EvaluationText.number(decline), decline, ranking));
        return Html.section(
                "Thresholds",
                "All transactions whose score reaches the threshold. Review and decline were chosen on validation.",
                Html.table(List.of("score from", "transactions", "precision", "recall", "others disturbed"), rows));
    }

    private static List<String> atThreshold(String name, double threshold, Ranking ranking) {
        Ranking.Step reached = new Ranking.Step(threshold, 0, 0);
        for (Ranking.Step step : ranking.steps()) {
            reached = step.score() >= threshold ? step : reached;
        }
        return List.of(
                name,
                Html.count(Math.round(reached.caught() + reached.disturbed())),
                Html.percent(reached.precision()),
                Html.percent(ranking.recall(reached)),
                Html.percent(ranking.falsePositiveRate(reached)));
    }

    private String typologies() {
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

    private String calibration() {
        List<CalibrationBand> bands = CalibrationBand.of(evaluation.curves().scores());
        List<Chart.Point> points = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (CalibrationBand band : bands) {
            if (band.frauds() > 0) {
                points.add(new Chart.Point(decades(band.meanScore()), decades(band.frequency())));
            }
            rows.add(List.of(
                    EvaluationText.number(band.from()) + " to " + EvaluationText.number(band.to()),
                    Html.count(band.transactions()),
                    Html.count(band.frauds()),
                    Html.percent(band.meanScore()),
                    Html.percent(band.frequency())));
        }
        List<Chart.Tick> ticks = List.of(
                new Chart.Tick(0, "0.01 %"),
                new Chart.Tick(0.25, "0.1 %"),
                new Chart.Tick(0.5, "1 %"),
                new Chart.Tick(0.75, "10 %"),
                new Chart.Tick(1, "100 %"));
        Chart chart = new Chart("Calibration", "mean score", "share of fraud", ticks)
                .line("ideal", List.of(new Chart.Point(0, 0), new Chart.Point(1, 1)))
                .dots("dot", points);
        return Html.section(
                "Calibration",
                "A score is a probability: of the transactions scored 10 %, one in ten should be fraud. Brier score "
                        + EvaluationText.number(evaluation.last().metrics().brier()) + ", calibration error "
                        + EvaluationText.number(evaluation.last().metrics().calibrationError()) + ".",
                charts(
                        chart.svg(),
                        Html.table(List.of("score", "transactions", "frauds", "mean score", "share of fraud"), rows)));
    }

    /** Where a share stands on an axis of four decades, from 0.01 % to 100 %. */
    private static double decades(double share) {
        return Math.max(0, 1 + StrictMath.log10(Math.max(1e-4, share)) / 4);
    }

    private String features() {
        List<Evaluation.Weight> heaviest = evaluation.curves().heaviest();
        List<Evaluation.Weight> shown = heaviest.subList(0, Math.min(FEATURES_SHOWN, heaviest.size()));
        double most = shown.isEmpty() ? 0 : shown.get(0).logit();
        return Html.section(
                "What moves the score",
                "How far the final logit of a fraud moves, in the mean, when a feature is set to its training mean.",
                Chart.bars(
                        "Features by weight",
                        shown.stream().map(Evaluation.Weight::feature).toList(),
                        shown.stream().map(Evaluation.Weight::logit).toList(),
                        most));
    }

    private String settings() {
        NetworkOptions network = trained.options().network();
        String parent = bundle.provenance().parent();
        List<List<String>> rows = List.of(
                List.of("created", bundle.provenance().created().toString()),
                List.of("parent", parent == null ? "none" : parent),
                List.of("fingerprint", bundle.fingerprint()),
                List.of("features", Html.count(bundle.inputs().width())),
                List.of("hidden width", Html.count(network.hidden())),
                List.of("epochs, at most", Html.count(network.epochs())),
                List.of("seed", Long.toString(trained.options().seed())),
                List.of("label delay", trained.options().split().labelDelay().toString()),
                List.of("layer dropout", Html.percent(network.layerDropout())),
                List.of("legitimate rows, at most", Html.count(trained.options().legitRowsMax())));
        return Html.section(
                "Settings",
                "The same history and settings give the same bundle.",
                Html.table(List.of("what", ""), rows));
    }

    private static String charts(String left, String right) {
        return "<div class=\"charts\">" + left + right + "</div>\n";
    }
}
