package io.nacre.training;

import io.nacre.model.Bundle;
import io.nacre.model.Provenance;
import java.util.List;

/** One page about a trained bundle: what it learned from, what each layer adds, how far its scores can be trusted. */
public final class Report {

    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1c2733; --paper: #fff; --line: #d5dbe2; --first: #8a97a6;
              --last: #0b6e77; --second: #c2571a; --third: #6a4fb3; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6ebf0; --paper: #14191f; --line: #3a4550;
              --first: #8a97a6; --last: #4fc3cc; --second: #f0965a; --third: #b39df0; } }
            body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
              max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
            table { border-collapse: collapse; margin: 1rem 0; font-size: .85rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right;
              vertical-align: top; }
            th:first-child, .prose th, .prose td { text-align: left; } tbody th { min-width: 7rem; } tbody th { font-weight: normal; overflow-wrap: anywhere; }
            td, .prose th { white-space: nowrap; } .prose td { white-space: normal; }
            section { overflow-x: auto; }
            .charts { display: flex; flex-wrap: wrap; gap: 1.5rem; align-items: flex-start; }
            svg { max-width: 100%; height: auto; } svg text { font-size: 12px; fill: var(--ink); }
            .grid { stroke: var(--line); } polyline { fill: none; stroke-width: 2; }
            .line0 { stroke: var(--first); stroke-dasharray: 5 3; } .line1 { stroke: var(--last); }
            .line2 { stroke: var(--second); } .line3 { stroke: var(--third); }
            .mark { stroke: var(--ink); stroke-dasharray: 2 3; }
            .bar, .dot { fill: var(--last); } .ideal { stroke: var(--first); stroke-width: 1; }
            .legend { list-style: none; display: flex; flex-wrap: wrap; gap: 1.5rem; padding: 0; font-size: .85rem; }
            .legend svg { vertical-align: middle; margin-right: .4rem; }
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
        String title = "Bundle " + Html.escape(trained.bundle().id());
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + title
                + "</title>\n<style>\n" + STYLE + "</style></head>\n<body><h1>" + title + "</h1>\n"
                + new Report(trained).sections() + "</body></html>\n";
    }

    private String sections() {
        ReportScorers scorers = new ReportScorers(evaluation);
        ReportThresholds thresholds =
                new ReportThresholds(evaluation, trained.options().judging().costs());
        ReportTrust trust = new ReportTrust(evaluation);
        ReportReasons reasons = new ReportReasons(bundle.inputs(), evaluation);
        return history()
                + scorers.ladder()
                + scorers.rivals()
                + scorers.curves()
                + thresholds.thresholds()
                + thresholds.costs()
                + thresholds.typologies()
                + thresholds.anomalies()
                + trust.calibration()
                + trust.weeks()
                + reasons.features()
                + trust.absences()
                + reasons.misses()
                + trust.fairness()
                + ModelCard.of(trained)
                + settings();
    }

    private String history() {
        Provenance provenance = bundle.provenance();
        List<List<String>> rows = List.of(
                row("training", trained.trainRows(), trained.trainFrauds(), provenance.trainedFrom() + ""),
                row("test", evaluation.rows(), evaluation.frauds(), evaluation.from() + ""));
        boolean compromised = !trained.options().judging().leaveOutCompromised();
        return Html.section(
                "What it learned from",
                "History is cut by time. The last part, up to " + evaluation.to()
                        + ", was never looked at in training, and all figures below are measured on it"
                        + (compromised ? "." : ", without cards already known to be compromised.")
                        + " A score that knows nothing has the share of fraud as its average precision.",
                Html.table(List.of("slice", "transactions", "frauds", "share of fraud", "from"), rows));
    }

    private static List<String> row(String name, long rows, long frauds, String from) {
        return List.of(name, Html.count(rows), Html.count(frauds), Html.percent((double) frauds / rows), from);
    }

    private String settings() {
        TrainingOptions options = trained.options();
        NetworkOptions network = options.network();
        String parent = bundle.provenance().parent();
        List<List<String>> rows = List.of(
                List.of("created", bundle.provenance().created().toString()),
                List.of("parent", parent == null ? "none" : parent),
                List.of("fingerprint", bundle.fingerprint()),
                List.of("features", Html.count(bundle.inputs().width())),
                List.of("trees of a layer, at most", Html.count(options.trees().most())),
                List.of("hidden width", Html.count(network.hidden())),
                List.of("epochs, at most", Html.count(network.epochs())),
                List.of("seed", Long.toString(options.seed())),
                List.of("label delay", options.split().labelDelay().toDays() + " days"),
                List.of("layer dropout", Html.percent(network.layerDropout())),
                List.of("legitimate rows, at most", Html.count(options.legitRowsMax())));
        return Html.section(
                "Settings",
                "The same history and settings give the same bundle.",
                Html.table(List.of("what", ""), rows));
    }
}
