package io.nacre.training.report;

import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.Provenance;
import io.nacre.training.TrainingOptions;
import io.nacre.training.TrainingResult;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.fit.NetworkOptions;
import java.util.List;

/** The report about a trained bundle: training data, metrics per layer, reliability. */
public final class Report {

    private final TrainingResult trainingResult;
    private final Bundle bundle;
    private final Evaluation evaluation;

    private Report(TrainingResult trainingResult) {
        this.trainingResult = trainingResult;
        this.bundle = trainingResult.bundle();
        this.evaluation = trainingResult.evaluation();
    }

    /** A self-contained page without scripts or network access. */
    public static String html(TrainingResult trainingResult) {
        return HtmlPage.page("Bundle " + trainingResult.bundle().id(), new Report(trainingResult).sections());
    }

    private String sections() {
        ScorersSection scorers = new ScorersSection(evaluation);
        ThresholdsSection thresholds = new ThresholdsSection(
                evaluation, trainingResult.options().evaluation().costs());
        ReliabilitySection trust = new ReliabilitySection(evaluation);
        FeatureImportanceSection reasons = new FeatureImportanceSection(bundle.inputs(), evaluation);
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
                + ModelCard.of(trainingResult)
                + settings();
    }

    private String history() {
        Provenance provenance = bundle.provenance();
        List<List<String>> rows = List.of(
                row(
                        "training",
                        trainingResult.trainRows(),
                        trainingResult.trainFrauds(),
                        provenance.trainedFrom() + ""),
                row("test", evaluation.rows(), evaluation.frauds(), evaluation.from() + ""));
        boolean compromised = !trainingResult.options().evaluation().leaveOutCompromised();
        return HtmlPage.section(
                "Training data",
                "The history is split by time. The last part, up to " + evaluation.to()
                        + ", was not used in training. All figures below are measured on it"
                        + (compromised ? "." : ", without cards already known to be compromised.")
                        + " The average precision of a random score equals the share of fraud.",
                HtmlPage.table(List.of("slice", "transactions", "frauds", "share of fraud", "from"), rows));
    }

    private static List<String> row(String name, long rows, long frauds, String from) {
        return List.of(
                name, HtmlPage.count(rows), HtmlPage.count(frauds), HtmlPage.percent((double) frauds / rows), from);
    }

    private String settings() {
        TrainingOptions options = trainingResult.options();
        NetworkOptions network = options.network();
        String parent = bundle.provenance().parent();
        List<List<String>> rows = List.of(
                List.of("created", bundle.provenance().created().toString()),
                List.of("parent", parent == null ? "none" : parent),
                List.of("fingerprint", bundle.fingerprint()),
                List.of("features", HtmlPage.count(bundle.inputs().width())),
                List.of(
                        "maximum trees per layer",
                        HtmlPage.count(options.trees().maxTrees())),
                List.of("hidden width", HtmlPage.count(network.hidden())),
                List.of("maximum epochs", HtmlPage.count(network.epochs())),
                List.of("seed", Long.toString(options.seed())),
                List.of("label delay", options.split().labelDelay().toDays() + " days"),
                List.of("layer dropout", HtmlPage.percent(network.layerDropout())),
                List.of("maximum legitimate rows", HtmlPage.count(options.legitRowsMax())));
        return HtmlPage.section(
                "Settings",
                "The same history and settings give the same bundle.",
                HtmlPage.table(List.of("setting", "value"), rows));
    }
}
