package io.nacre.app.training;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CostOptions;
import io.nacre.app.cli.ExchangeRateOptions;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.app.cli.ProgressReportingHistory;
import io.nacre.feature.FactsResolver;
import io.nacre.reference.IpDatabases;
import io.nacre.training.BaselineSelection;
import io.nacre.training.SearchOptions;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingEvaluationOptions;
import io.nacre.training.TrainingOptions;
import io.nacre.training.TrainingResult;
import io.nacre.training.anomaly.AnomalyOptions;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.history.History;
import io.nacre.training.report.Report;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a bundle on history. */
@Command(
        name = "train",
        description = "Train a bundle on labelled history, evaluate it on the latest part, and write a report.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre simulate --out world --days 60",
            "  nacre train --data world/transactions.csv --mapping nacre-simulation --out my-bundle",
            "  nacre train --data payments.csv.gz --mapping mine.yaml --out b.zip --label-delay-days 30 --hidden 32",
            "  nacre train --data world/transactions.csv --mapping nacre-simulation --out my-bundle --compare models"
        })
public final class TrainCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "Bundle to write: a folder, or a file that ends in .zip.")
    private Path out = Path.of("");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Report to write; default OUT.report.html next to the bundle.")
    private @Nullable Path report;

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the training; the same seed and data give the same bundle.")
    private long seed;

    @Option(names = "--epochs", defaultValue = "30", description = "Maximum number of training epochs; default 30.")
    private int epochs;

    @Option(names = "--hidden", defaultValue = "20", description = "Width of each layer's output; default 20.")
    private int hidden;

    @Option(
            names = "--trees",
            defaultValue = "200",
            description = "Maximum number of trees of the classical model in the last layer, 0 for none; default 200.")
    private int trees;

    @Option(
            names = "--search",
            paramLabel = "TRIALS",
            description = "Number of hyperparameter trials for trees and network, starting with the given values. The"
                    + " trial that ranks best on later transactions wins. OUT.search stores the trials, so an"
                    + " interrupted search continues.")
    private @Nullable Integer search;

    @Option(
            names = "--max-legitimate",
            defaultValue = "100000",
            description =
                    "Maximum number of legitimate transactions for training; all frauds are used. Default 100000.")
    private int legitRows;

    @Option(
            names = "--label-delay-days",
            defaultValue = "7",
            description = "Days without a dispute after which a transaction counts as legitimate; default 7.")
    private int labelDelayDays;

    @Option(
            names = "--anomaly-budget",
            defaultValue = "0.001",
            description = "Share of transactions that may be reported as unusual; default 0.001.")
    private double anomalyBudget;

    @Option(names = "--no-anomaly-model", description = "Train no anomaly model.")
    private boolean withoutAnomalies;

    @Option(
            names = "--compare",
            defaultValue = "none",
            paramLabel = "none|models|layers",
            description =
                    "Further models to train on the same examples, for the report; default none. Models: XGBoost on"
                            + " the whole vector, XGBoost on stateless features, and a flat network of the same size. Layers:"
                            + " also the cascade without each of its layers, one training per layer.")
    private BaselineSelection compare = BaselineSelection.NONE;

    @Option(
            names = "--exclude-compromised-cards",
            description = "Leave out cards known to be compromised, as 'evaluate' does with this option.")
    private boolean leaveOutCompromised;

    @Mixin
    private ExchangeRateOptions rates = new ExchangeRateOptions();

    @Mixin
    private CostOptions costs = new CostOptions();

    @Option(
            names = "--train-from",
            paramLabel = "INSTANT",
            description = "Start of the training data; default the start of the history. Earlier history only fills the"
                    + " state.")
    private @Nullable Instant trainFrom;

    @Option(
            names = "--validate-from",
            paramLabel = "INSTANT",
            description = "Start of the validation data; default after 70 %% of the transactions.")
    private @Nullable Instant validateFrom;

    @Option(
            names = "--test-from",
            paramLabel = "INSTANT",
            description = "Start of the test data; default after 85 %% of the transactions.")
    private @Nullable Instant testFrom;

    @Option(
            names = "--test-to",
            paramLabel = "INSTANT",
            description = "End of the test data; default the end of the history.")
    private @Nullable Instant testTo;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter messages = output.messages(spec);
        Path page = report == null ? OverwriteOptions.beside(out, ".report.html") : report;
        overwrite.check(out, page);
        CsvHistory transactions = history.open();
        TrainingResult trainingResult;
        try (IpDatabases databases = IpDatabases.open(ips.files());
                ProgressLine progress = ProgressLine.start(spec, "transactions read")) {
            History counted = new ProgressReportingHistory(transactions, progress);
            Trainer trainer = new Trainer(counted, new FactsResolver(databases), options(), line -> {
                progress.clear();
                messages.println(line);
                messages.flush();
            });
            trainingResult = trainer.train(Instant.now());
        }
        trainingResult.bundle().write(out);
        AtomicFile.write(page, Report.html(trainingResult));
        messages.println();
        HistoryOptions.warn(transactions, messages);
        PrintWriter result = CommandSupport.out(spec);
        output.show(TrainingOutput.of(trainingResult, out, page), result, () -> {
            result.print(trainingResult.evaluation().table());
            result.printf(
                    "%nbundle %s in %s, report in %s%n", trainingResult.bundle().id(), out, page);
        });
        return 0;
    }

    private Path journal() {
        return out.toAbsolutePath().resolveSibling(out.toAbsolutePath().getFileName() + ".search");
    }

    private TrainingOptions options() {
        TimeSplitOptions split = TimeSplitOptions.byShare(0.7, 0.15, Duration.ofDays(labelDelayDays))
                .at(trainFrom, validateFrom, testFrom, testTo);
        NetworkOptions network = NetworkOptions.DEFAULT.withHidden(hidden).withEpochs(epochs);
        return TrainingOptions.DEFAULT
                .withSeed(seed)
                .with(split)
                .with(TreeOptions.DEFAULT.withMost(trees))
                .with(network)
                .withAnomaly(withoutAnomalies ? null : AnomalyOptions.DEFAULT.withBudget(anomalyBudget))
                .with(new TrainingEvaluationOptions(compare, leaveOutCompromised, costs.costs(), rates.ofHistory()))
                .withSearch(search == null ? null : new SearchOptions(search, journal()))
                .withLegitRowsMax(legitRows);
    }
}
