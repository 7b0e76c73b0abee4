package io.nacre.training;

import io.nacre.model.Bundle;
import io.nacre.model.Provenance;
import java.util.List;

/** One page about a trained bundle: what it learned from, what each layer adds, how far its scores can be trusted. */
public final class Report {

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
        return Html.page("Bundle " + trained.bundle().id(), new Report(trained).sections());
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
