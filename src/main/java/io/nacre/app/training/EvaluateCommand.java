package io.nacre.app.training;

import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CsvExport;
import io.nacre.app.cli.ExchangeRateOptions;
import io.nacre.app.cli.HistoryOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.app.cli.ProgressReportingHistory;
import io.nacre.feature.FactsResolver;
import io.nacre.model.bundle.Bundle;
import io.nacre.reference.IpDatabases;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.evaluate.Evaluator;
import io.nacre.training.history.History;
import io.nacre.training.history.LateArrivalHistory;
import io.nacre.training.history.ThroughputReportingHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
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

/** Evaluates a bundle on unseen history. */
@Command(
        name = "evaluate",
        description = "Evaluate a bundle on labelled history: the classical model, each layer, and the final score.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre evaluate --data world/transactions.csv --mapping nacre-simulation --bundle my-bundle",
            "  nacre evaluate --data world/transactions.csv --mapping nacre-simulation --bundle my-bundle \\",
            "      --from 2026-03-18T00:00:00Z --to 2026-03-25T00:00:00Z --scores scores.csv",
            "  nacre evaluate --data world/transactions.csv --mapping nacre-simulation --bundle my-bundle"
                    + " --exclude-compromised-cards",
            "  nacre evaluate --data world/transactions.csv --mapping nacre-simulation --bundle my-bundle --late-share 0.05"
        })
public final class EvaluateCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Option(names = "--bundle", required = true, paramLabel = "PATH", description = "Bundle to evaluate.")
    private Path bundle = Path.of("");

    @Mixin
    private ExchangeRateOptions rates = new ExchangeRateOptions();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Start of the evaluation; default: the end of the bundle's training data.")
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = "INSTANT",
            description = "End of the evaluation, exclusive; default: the end of history.")
    private @Nullable Instant to;

    @Option(
            names = "--exclude-compromised-cards",
            description =
                    "Leave out cards with an earlier fraud that was known at the start of the day. Frauds count from"
                            + " two weeks before the evaluation. Card precision always leaves out such cards.")
    private boolean leaveOutCompromised;

    @Option(
            names = "--scores",
            paramLabel = "FILE",
            description = "CSV file for the id and score of every evaluated transaction.")
    private @Nullable Path scores;

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(
            names = "--late-share",
            paramLabel = "SHARE",
            description = "Share of transactions to deliver late, as in a stream, such as 0.05; default 0.")
    private double disorder;

    @Option(
            names = "--max-lateness-minutes",
            defaultValue = "10",
            description = "Maximum delay of late transactions; default 10.")
    private long disorderMinutes;

    @Option(
            names = "--disorder-seed",
            defaultValue = "42",
            description = "Seed for the choice of late transactions; default 42.")
    private long disorderSeed;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws Exception {
        if (scores != null) {
            overwrite.check(scores);
        }
        Bundle evaluated = Bundle.read(bundle);
        CsvHistory transactions = history.open();
        EvaluationOptions options = EvaluationOptions.between(
                from == null ? evaluated.provenance().trainedTo() : from, to == null ? Instant.MAX : to);
        EvaluationOptions withCurrency = options.with(rates.ofHistory());
        EvaluationOptions chosen = leaveOutCompromised ? withCurrency.withoutCompromised() : withCurrency;
        if (scores == null) {
            evaluate(evaluated, transactions, chosen, Writer.nullWriter());
        } else {
            AtomicFile.write(scores, file -> {
                try (Writer csv = Files.newBufferedWriter(file)) {
                    evaluate(evaluated, transactions, chosen, csv);
                }
            });
        }
        return 0;
    }

    private void evaluate(Bundle evaluated, CsvHistory transactions, EvaluationOptions options, Writer scored)
            throws IOException {
        PrintWriter out = CommandSupport.out(spec);
        PrintWriter messages = output.messages(spec);
        try (IpDatabases databases = IpDatabases.open(ips.files());
                CsvExport csv = CsvExport.to(scored);
                ProgressLine progress = ProgressLine.start(spec, "transactions read")) {
            csv.row("transaction_id", "score");
            Evaluation evaluation = Evaluator.evaluate(
                    evaluated,
                    new ThroughputReportingHistory(
                            new ProgressReportingHistory(disordered(transactions), progress), "evaluation", line -> {
                                progress.clear();
                                messages.println(line);
                            }),
                    new FactsResolver(databases),
                    options,
                    (id, score) -> csv.row(id, Double.toString(score)));
            HistoryOptions.warn(transactions, messages);
            output.show(EvaluationOutput.of(evaluation), out, () -> out.print(evaluation.table()));
        }
    }

    private History disordered(CsvHistory inOrder) {
        return disorder == 0
                ? inOrder
                : new LateArrivalHistory(inOrder, disorder, Duration.ofMinutes(disorderMinutes), disorderSeed);
    }
}
