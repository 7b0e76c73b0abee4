package io.nacre.app.training;

import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.app.cli.ProgressReportingHistory;
import io.nacre.feature.FactsResolver;
import io.nacre.reference.IpDatabases;
import io.nacre.training.anomaly.AnomalyComparison;
import io.nacre.training.anomaly.AnomalyOptions;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.history.History;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates the anomaly model without a cascade, and compares it with an isolation forest. */
@Command(
        name = "anomalies",
        description = "Train the anomaly model on one part of history and evaluate it on another, next to an isolation"
                + " forest. The training uses no labels. Writes no bundle.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre anomalies --data world/transactions.csv --mapping nacre-simulation --train-from 2026-01-15T00:00:00Z \\",
            "      --validate-from 2026-02-15T00:00:00Z --validate-to 2026-03-01T00:00:00Z \\",
            "      --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z --without-labels"
        })
public final class EvaluateAnomalyModelCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Option(
            names = "--train-from",
            required = true,
            paramLabel = "INSTANT",
            description = "Start of the training data; earlier history only fills the state.")
    private Instant trainFrom = Instant.EPOCH;

    @Option(
            names = "--validate-from",
            required = true,
            paramLabel = "INSTANT",
            description = "End of the training data and start of the calibration data.")
    private Instant validateFrom = Instant.EPOCH;

    @Option(
            names = "--validate-to",
            required = true,
            paramLabel = "INSTANT",
            description = "End of the calibration data, exclusive.")
    private Instant validateTo = Instant.EPOCH;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "INSTANT",
            description = "Start of the evaluation. A start before the training data is evaluation in hindsight.")
    private Instant from = Instant.EPOCH;

    @Option(names = "--to", required = true, paramLabel = "INSTANT", description = "End of the evaluation, exclusive.")
    private Instant to = Instant.EPOCH;

    @Option(
            names = "--budget",
            defaultValue = "0.001",
            description = "Share of transactions that may be reported as unusual; default 0.001.")
    private double budget;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the training; the same seed and data give the same figures.")
    private long seed;

    @Option(names = "--without-labels", description = "Compute all features without any label.")
    private boolean withoutLabels;

    @Option(
            names = "--exclude-compromised-cards",
            description =
                    "Leave out cards with an earlier fraud that was known at the start of the day. Frauds count from"
                            + " two weeks before the evaluation.")
    private boolean leaveOutCompromised;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        PrintWriter messages = output.messages(spec);
        Map<String, AnomalyEvaluation> evaluations;
        AnomalyComparison.Options options = new AnomalyComparison.Options(
                new AnomalyComparison.Spans(trainFrom, validateFrom, validateTo, from, to),
                AnomalyOptions.DEFAULT.withBudget(budget),
                seed,
                !withoutLabels,
                leaveOutCompromised);
        try (IpDatabases databases = IpDatabases.open(ips.files());
                ProgressLine progress = ProgressLine.start(spec, "transactions read")) {
            History counted = new ProgressReportingHistory(history.open(), progress);
            AnomalyComparison comparison =
                    new AnomalyComparison(counted, new FactsResolver(databases), options, line -> {
                        progress.clear();
                        messages.println(line);
                        messages.flush();
                    });
            evaluations = comparison.compare();
        }
        PrintWriter out = CommandSupport.out(spec);
        output.show(EvaluationOutput.ofModels(evaluations), out, () -> print(evaluations, out));
        return 0;
    }

    private static void print(Map<String, AnomalyEvaluation> evaluations, PrintWriter out) {
        evaluations.forEach((name, evaluation) -> {
            out.println();
            out.println(name);
            out.print(evaluation.table());
        });
    }
}
