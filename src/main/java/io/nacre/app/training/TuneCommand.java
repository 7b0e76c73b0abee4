package io.nacre.app.training;

import static java.util.Objects.requireNonNull;

import io.nacre.app.bundle.PromoteBundleCommand;
import io.nacre.app.cli.AtomicFile;
import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.ChallengeOptions;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.CostOptions;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.ExchangeRateOptions;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.MappingOptions;
import io.nacre.app.cli.OutputOptions;
import io.nacre.app.cli.OverwriteOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.app.cli.ProgressReportingHistory;
import io.nacre.decision.Example;
import io.nacre.decision.rate.BandFraudRate;
import io.nacre.feature.AccountBaseline;
import io.nacre.feature.BaselineExplainer;
import io.nacre.feature.Facts;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.layer.Layers;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabases;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.history.Replay;
import io.nacre.training.history.ServedExamples;
import io.nacre.training.report.ThresholdTuningReport;
import io.nacre.training.tune.ChallengeCosts;
import io.nacre.training.tune.FraudRateLimits;
import io.nacre.training.tune.HoldoutSet;
import io.nacre.training.tune.ReportingCurrencyConverter;
import io.nacre.training.tune.ThresholdTuner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tunes a bundle's thresholds by cost or by analyst capacity. */
@Command(
        name = "tune",
        description = "Choose the thresholds of a bundle on held-out transactions. Minimises cost, or fits the"
                + " capacity given by --analysts. Writes a new bundle and a page; the old bundle does not change.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre tune --bundle my-bundle --data later.csv --mapping my.yaml --out tuned",
            "  nacre tune --bundle my-bundle --data later.csv --mapping my.yaml --out tuned \\",
            "      --analysts 3 --alerts-per-analyst 80",
            "  nacre tune --bundle my-bundle --data later.csv --mapping my.yaml --out tuned --challenge --hold-fraud-rates",
            "  nacre tune --bundle my-bundle --bootstrap-servers localhost:9092 --currency EUR --out tuned.zip",
            "",
            "The number of alerts counts only the score; rules, lists and anomalies add alerts."
        })
public final class TuneCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--bundle", required = true, paramLabel = "PATH", description = "Bundle to tune.")
    private Path bundle = Path.of("");

    @Option(
            names = "--out",
            required = true,
            paramLabel = "PATH",
            description = "New bundle to write: a folder, or a file that ends in .zip.")
    private Path out = Path.of("");

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Page to write; default OUT.tune.html next to the new bundle.")
    private @Nullable Path report;

    @Mixin
    private OverwriteOptions overwrite = new OverwriteOptions();

    @Option(names = "--data", paramLabel = "FILE", description = "Held-out transactions as CSV with a header line.")
    private @Nullable Path data;

    @Option(names = "--mapping", paramLabel = "NAME|FILE", description = "Mapping of the columns of --data.")
    private @Nullable String mapping;

    @Mixin
    private IpOptions ips = new IpOptions();

    @ArgGroup(exclusive = false, heading = "Live transactions of a job, instead of --data:%n")
    private @Nullable BrokerOptions brokers;

    @Option(
            names = "--label-maturity",
            converter = DurationConverter.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description =
                    "Unlabelled transactions count as legitimate after this time. Younger ones are left out. Default"
                            + " 30d.")
    private Duration labelMaturity = Duration.ofDays(30);

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Start of the evaluation; default: the end of the bundle's training data.")
    private @Nullable Instant from;

    @Mixin
    private CostOptions costs = new CostOptions();

    @Mixin
    private ChallengeOptions challenges = new ChallengeOptions();

    @Mixin
    private ExchangeRateOptions rates = new ExchangeRateOptions();

    @Option(names = "--analysts", description = "Number of analysts; with --alerts-per-analyst.")
    private @Nullable Double analysts;

    @Option(names = "--alerts-per-analyst", description = "Number of alerts that an analyst can review per day.")
    private @Nullable Double alertsPerAnalyst;

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws IOException {
        validateOptions();
        ChallengeCosts challengeCosts = challenges.costs();
        FraudRateLimits limits = challenges.limits();
        Path page = report == null ? OverwriteOptions.beside(out, ".tune.html") : report;
        overwrite.check(out, page);
        Bundle old = Bundle.read(bundle);
        ReportingCurrencyConverter converter = rates.ofHistory();
        HoldoutSet holdoutSet = heldOut(old, converter);
        ThresholdTuner thresholdTuner = new ThresholdTuner(holdoutSet, costs.costs(), challengeCosts);
        double challengeFrom = challenges.holds() ? limits.highest(holdoutSet).orElse(1) : 1;
        Thresholds proposed = analysts == null
                ? thresholdTuner.cheapest(challengeFrom)
                : thresholdTuner.within(analysts * requireNonNull(alertsPerAnalyst), challengeFrom);
        Bundle tuned = thresholdTuner.tuned(old, proposed, Instant.now());
        String counted = requireNonNull(converter.currency(), "no amount has a currency");
        List<BandFraudRate> currentRates = limits.below(old.thresholds().challenge(), holdoutSet);
        List<BandFraudRate> proposedRates = limits.below(proposed.challenge(), holdoutSet);
        ThresholdTuningReport tuningReport = new ThresholdTuningReport(
                thresholdTuner,
                old.thresholds(),
                proposed,
                new ThresholdTuningReport.FraudRates(currentRates, proposedRates),
                counted);
        tuned.write(out);
        AtomicFile.write(page, tuningReport.html("Bundle " + old.id() + " tuned to " + tuned.id()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle_id", tuned.id());
        fields.put("parent", old.id());
        fields.put("bundle", out.toString());
        fields.put("report", page.toString());
        fields.put("currency", counted);
        fields.put("amounts", converter.describe());
        fields.putAll(TuningOutput.of(thresholdTuner, old.thresholds(), proposed));
        fields.put("fraud_rates", TuningOutput.of(currentRates, proposedRates));
        PrintWriter result = CommandSupport.out(spec);
        output.show(fields, result, () -> {
            result.print(tuningReport.text());
            result.println("amounts are in " + converter.describe());
            result.printf(
                    "bundle %s in %s; its parent %s is unchanged; report in %s%n", tuned.id(), out, old.id(), page);
        });
        return 0;
    }

    private void validateOptions() {
        if ((data == null) == (brokers == null)) {
            throw wrong("the source of labelled transactions is missing or ambiguous: set either --data with"
                    + " --mapping, or --bootstrap-servers");
        }
        if (data != null && mapping == null) {
            throw wrong("--data is set without --mapping: add the mapping of its columns");
        }
        if ((analysts == null) != (alertsPerAnalyst == null)) {
            throw wrong("only one of --analysts and --alerts-per-analyst is set: set both, or neither to"
                    + " minimise cost");
        }
        if (analysts != null && alertsPerAnalyst != null && !(analysts > 0 && alertsPerAnalyst > 0)) {
            throw wrong("--analysts or --alerts-per-analyst is not positive: set both above 0");
        }
        if (brokers != null && !rates.isCurrencyGiven()) {
            throw wrong("live examples have no currency: set --currency EUR if all amounts are in euro,"
                    + " otherwise use --data");
        }
        if (brokers != null && rates.areRatesGiven()) {
            throw wrong("live examples have no currency, so exchange rates cannot be applied: use --data");
        }
        if (bundle.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
            throw wrong("--out is the bundle itself, which is never overwritten: choose another path");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(requireNonNull(spec, "picocli sets it").commandLine(), message);
    }

    private HoldoutSet heldOut(Bundle untuned, ReportingCurrencyConverter converter) throws IOException {
        Engine engine = untuned.engine(EngineKind.COMPILED);
        long fromMs = (from == null ? untuned.provenance().trainedTo() : from).toEpochMilli();
        return data == null
                ? served(requireNonNull(brokers), engine, fromMs)
                : history(data, engine, fromMs, converter);
    }

    /**
     * The held-out set of served transactions. Amounts and channels are derived from the vectors; the user states the
     * currency.
     */
    private HoldoutSet served(BrokerOptions options, Engine engine, long fromMs) {
        ServedExamples served = served(options);
        HoldoutSet holdoutSet = new HoldoutSet(served.share());
        BaselineExplainer baselineExplainer = BaselineExplainer.of(Layers.featureNames());
        long toMs = served.newestMs() - labelMaturity.toMillis();
        for (ServedExamples.LabelledExample labelledExample : served.rows(labelMaturity.toMillis())) {
            Example example = labelledExample.served();
            float[] vector = requireNonNull(example.vector(), "a served example has a vector");
            // Only transactions in the random sample count. After toMs only labelled ones are known, which is not a
            // fair sample.
            boolean counts = served.isSampled(example.transactionId());
            if (counts && example.eventTimeMs() >= fromMs && example.eventTimeMs() <= toMs) {
                AccountBaseline baseline = baselineExplainer.past(vector, null, Facts.UNKNOWN);
                holdoutSet.add(
                        example.eventTimeMs(),
                        baseline.amount(),
                        baseline.channel(),
                        labelledExample.fraud(),
                        engine.score(vector).score());
            }
        }
        return holdoutSet;
    }

    private ServedExamples served(BrokerOptions options) {
        try (ProgressLine progress = ProgressLine.start(spec, "examples read")) {
            return PromoteBundleCommand.served(options.settings(), progress);
        }
    }

    private HoldoutSet history(Path file, Engine engine, long fromMs, ReportingCurrencyConverter converter)
            throws IOException {
        HoldoutSet holdoutSet = new HoldoutSet(1);
        CsvHistory history = CsvHistory.open(file, MappingOptions.of(requireNonNull(mapping)));
        try (IpDatabases databases = IpDatabases.open(ips.files());
                ProgressLine progress = ProgressLine.start(spec, "transactions read")) {
            Replay replay = new Replay(new FactsResolver(databases), history.profiles());
            new ProgressReportingHistory(history, progress).forEach(labelled -> {
                FeatureVector vector = replay.step(labelled);
                if (vector != null && labelled.transaction().eventTimeMs() >= fromMs) {
                    add(labelled, vector.values(), engine, converter, holdoutSet);
                }
            });
        }
        return holdoutSet;
    }

    private static void add(
            LabelledTransaction labelled,
            float[] vector,
            Engine engine,
            ReportingCurrencyConverter converter,
            HoldoutSet holdoutSet) {
        Label label = labelled.label();
        if (label != null) {
            holdoutSet.add(
                    labelled.transaction().eventTimeMs(),
                    converter.major(labelled.transaction().amount()),
                    labelled.transaction().channel(),
                    label.fraud(),
                    engine.score(vector).score());
        }
    }
}
