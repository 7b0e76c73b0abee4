package io.nacre.app;

import io.nacre.codec.BundleAnnouncement;
import io.nacre.codec.BundleAnnouncement.Role;
import io.nacre.codec.Decoded;
import io.nacre.decision.Example;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Resolver;
import io.nacre.kafka.KafkaSettings;
import io.nacre.kafka.TopicCatalogue;
import io.nacre.kafka.TopicReader;
import io.nacre.model.Bundle;
import io.nacre.model.BundleFile;
import io.nacre.payment.Label;
import io.nacre.reference.IpDatabases;
import io.nacre.training.CsvHistory;
import io.nacre.training.Gate;
import io.nacre.training.Replay;
import io.nacre.training.ServedExamples;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a challenger decide, if it ranks no worse than the champion. */
@Command(
        name = "promote",
        description = "Make an announced bundle the champion, without a restart of the job, if it passes the gate: it"
                + " must rank no worse than the champion on the given data, or on what the champion itself was served"
                + " since.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre bundle promote 20260301-0123456789ab --brokers localhost:9092",
            "  nacre bundle promote 20260301-0123456789ab --brokers localhost:9092 --data later.csv --mapping my.yaml",
            "  nacre bundle promote 20260301-0123456789ab --brokers localhost:9092 --champion-bundle my-bundle",
            "",
            "Only transactions count that came after both bundles' training."
        })
final class PromoteBundleCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the bundle.")
    private String id = "";

    @Mixin
    private BrokerOptions brokers = new BrokerOptions();

    @Mixin
    private TrustOptions trust = new TrustOptions();

    @Mixin
    private IpOptions ips = new IpOptions();

    @Option(names = "--data", paramLabel = "FILE", description = "Frozen evaluation set; default recent traffic.")
    private @Nullable Path data;

    @Option(names = "--mapping", paramLabel = "NAME|FILE", description = "Which column of --data is what.")
    private @Nullable String mapping;

    @Option(
            names = "--champion-bundle",
            paramLabel = "BUNDLE",
            description = "The champion to compare with; needed where none was ever announced.")
    private @Nullable Path championBundle;

    @Option(names = "--challenger-bundle", paramLabel = "BUNDLE", description = "A copy of the bundle to promote.")
    private @Nullable Path challengerBundle;

    @Option(
            names = "--tolerance",
            defaultValue = "0.005",
            description = "By how much its average precision may be lower; default 0.005.")
    private double tolerance;

    @Option(
            names = "--silence",
            converter = Spans.class,
            defaultValue = "30d",
            paramLabel = "30d",
            description = "Recent traffic without a label for so long counts as honest; default 30d.")
    private Duration silence = Duration.ofDays(30);

    @Option(names = "--ungated", description = "Promote it whatever the gate says, and say so.")
    private boolean ungated;

    @Option(names = "--by", description = "Who promotes it; default the user's name.")
    private @Nullable String by;

    @Override
    public Integer call() throws IOException {
        KafkaSettings settings = brokers.settings();
        BundleRoles roles = BundleRoles.read(settings);
        BundleAnnouncement promoted = roles.find(id);
        Gate.Ruling ruling = rule(settings, roles, promoted);
        if (!ruling.passes() && !ungated) {
            throw new Failure(id + " does not pass the gate: " + ruling
                    + (ruling.isJudged() ? "; " + "it stays what it was" : ": give --data"));
        }
        roles.announce(id, promoted.uri(), promoted.sha256(), Role.CHAMPION, by);
        Commands.out(spec).println(id + " is the champion from now on: " + ruling);
        return 0;
    }

    private Gate.Ruling rule(KafkaSettings settings, BundleRoles roles, BundleAnnouncement promoted)
            throws IOException {
        Bundle challenger = challengerBundle == null
                ? BundleRoles.open(promoted, trust.trust())
                : BundleFile.read(challengerBundle, trust.trust()).bundle();
        Bundle champion = champion(roles);
        long fromMs = Math.max(
                champion.provenance().trainedTo().toEpochMilli(),
                challenger.provenance().trainedTo().toEpochMilli());
        Gate gate = new Gate(champion, challenger);
        if (data == null) {
            feedServed(settings, gate, fromMs);
        } else {
            feedHistory(data, gate, fromMs);
        }
        return gate.ruling(tolerance);
    }

    private Bundle champion(BundleRoles roles) {
        if (championBundle != null) {
            return BundleFile.read(championBundle, trust.trust()).bundle();
        }
        BundleAnnouncement champion = roles.champion();
        if (champion == null) {
            throw new Failure(
                    "no champion was ever announced: give the bundle that the job runs with as" + " --champion-bundle");
        }
        return BundleRoles.open(champion, trust.trust());
    }

    private void feedServed(KafkaSettings settings, Gate gate, long fromMs) {
        ServedExamples served = served(settings);
        if (served.share() < 1) {
            Commands.out(spec).printf("a sample: one in %.0f of what was served%n", 1 / served.share());
        }
        for (ServedExamples.Row row : served.rows(silence.toMillis())) {
            float[] vector = row.served().vector();
            if (vector != null && row.served().atMs() >= fromMs) {
                gate.add(vector, row.fraud(), 1);
            }
        }
    }

    static ServedExamples served(KafkaSettings settings) {
        ServedExamples served = new ServedExamples();
        try (TopicReader<Example> reader = new TopicReader<>(settings, TopicCatalogue.EXAMPLES)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof Decoded.Value<Example> read) {
                    served.add(read.value());
                }
            });
        }
        return served;
    }

    private void feedHistory(Path file, Gate gate, long fromMs) throws IOException {
        if (mapping == null) {
            throw new Failure("give --mapping with --data: it says which column is what");
        }
        CsvHistory history = CsvHistory.open(file, MappingOptions.of(mapping));
        try (IpDatabases databases = IpDatabases.open(ips.files())) {
            Replay replay = new Replay(new Resolver(databases)::resolve, history.profiles());
            history.forEach(labelled -> {
                FeatureVector vector = replay.step(labelled);
                Label label = labelled.label();
                if (vector != null && label != null && labelled.transaction().atMs() >= fromMs) {
                    gate.add(vector.values(), label.fraud(), 1);
                }
            });
        }
    }
}
