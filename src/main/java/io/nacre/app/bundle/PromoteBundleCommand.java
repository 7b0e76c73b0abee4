package io.nacre.app.bundle;

import io.nacre.app.cli.BrokerOptions;
import io.nacre.app.cli.CommandFailedException;
import io.nacre.app.cli.CommandSupport;
import io.nacre.app.cli.DurationConverter;
import io.nacre.app.cli.IpOptions;
import io.nacre.app.cli.MappingOptions;
import io.nacre.app.cli.ProgressLine;
import io.nacre.app.cli.ProgressReportingHistory;
import io.nacre.app.cli.TrustedKeyOptions;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.mapping.BundleAnnouncement.Role;
import io.nacre.decision.Example;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.SignedBundle;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabases;
import io.nacre.training.LabelNoiseDetector;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.evaluate.PromotionGate;
import io.nacre.training.history.Replay;
import io.nacre.training.history.ServedExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a challenger the champion if it ranks no worse. */
@Command(
        name = "promote",
        description = "Make an announced bundle the champion if it passes the gate; the job is not restarted. On"
                + " recent traffic and on the given data, it must rank no worse than the champion. Suspect"
                + " verdicts do not count.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre bundle promote 20260301-0123456789ab --bootstrap-servers localhost:9092",
            "  nacre bundle promote 20260301-0123456789ab --bootstrap-servers localhost:9092 --data later.csv"
                    + " --mapping my.yaml",
            "  nacre bundle promote 20260301-0123456789ab --bootstrap-servers localhost:9092 --champion-bundle"
                    + " my-bundle",
            "",
            "The gate uses only transactions after the training data of both bundles."
        })
public final class PromoteBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the announced bundle.")
    private String id = "";

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private TrustedKeyOptions trust = new TrustedKeyOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Frozen evaluation set, used in addition to recent traffic.")
    private @Nullable Path data;

    @Option(names = "--mapping", paramLabel = "NAME|FILE", description = "Mapping of the columns of --data.")
    private @Nullable String mapping;

    @Option(
            names = "--champion-bundle",
            paramLabel = "BUNDLE",
            description = "Champion to compare with; needed if none was ever announced.")
    private @Nullable Path championBundle;

    @Option(names = "--challenger-bundle", paramLabel = "BUNDLE", description = "Copy of the bundle to promote.")
    private @Nullable Path challengerBundle;

    @Option(
            names = "--tolerance",
            defaultValue = "0.005",
            description = "Accepted loss of average precision, if it is not significant; default 0.005.")
    private double tolerance;

    @Option(
            names = "--label-maturity",
            converter = DurationConverter.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description = "Unlabelled transactions count as legitimate after this time; default 30d.")
    private Duration labelMaturity = Duration.ofDays(30);

    @Option(
            names = "--skip-gate",
            description = "Promote the bundle even if it fails the gate; the result is still printed.")
    private boolean ungated;

    @Option(names = "--actor", description = "Who promotes the bundle; default the user's name.")
    private @Nullable String by;

    @Override
    public Integer call() throws IOException {
        KafkaSettings settings = brokers.settings();
        AnnouncedBundles roles = AnnouncedBundles.read(settings);
        BundleAnnouncement promoted = roles.find(id);
        GateResults gateResults = compare(settings, roles, promoted);
        if (!gateResults.passes() && !ungated) {
            throw new CommandFailedException(id + " does not pass the gate: " + gateResults
                    + (gateResults.isConclusive()
                            ? "; the champion does not change"
                            : ": add transactions with --data"));
        }
        roles.announce(id, promoted.uri(), promoted.sha256(), Role.CHAMPION, by);
        CommandSupport.out(spec).println(id + " is now the champion: " + gateResults);
        return 0;
    }

    /**
     * The results of the gate on recent traffic and on the frozen evaluation set.
     *
     * @param frozen null without a frozen set
     */
    private record GateResults(PromotionGate.GateResult recent, PromotionGate.@Nullable GateResult frozen) {

        boolean isConclusive() {
            return recent.isConclusive() || (frozen != null && frozen.isConclusive());
        }

        /**
         * The challenger must not rank worse on either data. With a frozen set, recent traffic may have too few frauds
         * to compare.
         */
        boolean passes() {
            return frozen == null ? recent.passes() : frozen.passes() && (recent.passes() || !recent.isConclusive());
        }

        @Override
        public String toString() {
            return "on recent traffic " + recent + (frozen == null ? "" : "; on the frozen set " + frozen);
        }
    }

    private GateResults compare(KafkaSettings settings, AnnouncedBundles roles, BundleAnnouncement promoted)
            throws IOException {
        Bundle challenger = challengerBundle == null
                ? AnnouncedBundles.open(promoted, trust.trust())
                : SignedBundle.read(challengerBundle, trust.trust()).bundle();
        Bundle champion = champion(roles);
        long fromMs = Math.max(
                champion.provenance().trainedTo().toEpochMilli(),
                challenger.provenance().trainedTo().toEpochMilli());
        PromotionGate recent = new PromotionGate(champion, challenger);
        feedServed(settings, recent, fromMs);
        if (data == null) {
            return new GateResults(recent.result(tolerance), null);
        }
        PromotionGate frozen = new PromotionGate(champion, challenger);
        feedHistory(data, frozen, fromMs);
        return new GateResults(recent.result(tolerance), frozen.result(tolerance));
    }

    private Bundle champion(AnnouncedBundles roles) {
        if (championBundle != null) {
            return SignedBundle.read(championBundle, trust.trust()).bundle();
        }
        BundleAnnouncement champion = roles.champion();
        if (champion == null) {
            throw new CommandFailedException(
                    "no champion was announced: set the bundle that the job runs with by --champion-bundle");
        }
        return AnnouncedBundles.open(champion, trust.trust());
    }

    private void feedServed(KafkaSettings settings, PromotionGate promotionGate, long fromMs) {
        ServedExamples examples;
        try (ProgressLine progress = ProgressLine.start(spec, "examples read")) {
            examples = served(settings, progress);
        }
        if (examples.share() < 1) {
            CommandSupport.out(spec)
                    .printf(
                            "of the approved transactions, the examples are a sample: one in %.0f%n",
                            1 / examples.share());
        }
        List<ServedExamples.LabelledExample> rows = examples.rows(labelMaturity.toMillis());
        Set<String> doubted = LabelNoiseDetector.of(rows, LabelNoiseDetector.SEED);
        if (!doubted.isEmpty()) {
            CommandSupport.out(spec).println(SuspectVerdictSummary.of(settings, doubted));
        }
        for (ServedExamples.LabelledExample labelledExample : rows) {
            Example served = labelledExample.served();
            float[] vector = served.vector();
            if (vector != null && served.eventTimeMs() >= fromMs && !doubted.contains(served.transactionId())) {
                promotionGate.add(vector, labelledExample.fraud(), served.accountId(), served.eventTimeMs());
            }
        }
    }

    /** Reads the topic twice: first the labels, then the vectors. */
    public static ServedExamples served(KafkaSettings settings, ProgressLine progress) {
        ServedExamples served = new ServedExamples();
        TopicRecords.each(settings, TopicCatalogue.EXAMPLES, example -> {
            progress.add();
            served.note(example);
        });
        TopicRecords.each(settings, TopicCatalogue.EXAMPLES, example -> {
            progress.add();
            served.add(example);
        });
        noteChallenges(settings, served, progress);
        return served;
    }

    /** Reads which challenged transactions were paid. */
    public static void noteChallenges(KafkaSettings settings, ServedExamples served, ProgressLine progress) {
        if (served.hasChallenges()) {
            TopicRecords.each(settings, TopicCatalogue.LIFECYCLE, event -> {
                progress.add();
                served.note(event);
            });
        }
    }

    private void feedHistory(Path file, PromotionGate promotionGate, long fromMs) throws IOException {
        if (mapping == null) {
            throw new CommandFailedException("--data is set without --mapping: add the mapping of its columns");
        }
        CsvHistory history = CsvHistory.open(file, MappingOptions.of(mapping));
        try (IpDatabases databases = IpDatabases.open(ips.files());
                ProgressLine progress = ProgressLine.start(spec, "transactions read")) {
            Replay replay = new Replay(new FactsResolver(databases), history.profiles());
            new ProgressReportingHistory(history, progress).forEach(labelled -> {
                FeatureVector vector = replay.step(labelled);
                Label label = labelled.label();
                Transaction transaction = labelled.transaction();
                if (vector != null && label != null && transaction.eventTimeMs() >= fromMs) {
                    promotionGate.add(
                            vector.values(), label.fraud(), transaction.accountId(), transaction.eventTimeMs());
                }
            });
        }
    }
}
