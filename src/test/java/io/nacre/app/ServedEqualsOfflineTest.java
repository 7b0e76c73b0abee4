package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.FactsResolver;
import io.nacre.guarantee.Evidence;
import io.nacre.guarantee.Guarantee;
import io.nacre.guarantee.SameScoresAsReplay;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.bundle.Bundle;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldCsvWriter;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.evaluate.Evaluator;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/check-real-input} does with real data, done with a small world. */
@Tag("end-to-end")
class ServedEqualsOfflineTest {

    private static final Instant EVER = Instant.EPOCH;

    @Test
    void aTrainedBundleServesWhatItsEvaluationComputes(@TempDir Path folder) throws Exception {
        WorldCsvWriter.write(
                World.of(WorldOptions.DEFAULT
                        .withAccounts(60)
                        .withMerchants(80)
                        .withDays(40)
                        .withFraudRate(0.05)),
                folder);
        String ranges = folder.resolve(WorldCsvWriter.IP_RANGES).toString();
        IpDatabaseConfig ips = new IpDatabaseConfig(ranges, ranges, ranges);
        Path data = folder.resolve(WorldCsvWriter.TRANSACTIONS);
        CsvHistory history = CsvHistory.open(data, CsvMapping.named("nacre-simulation"));
        Map<String, Double> offline = new HashMap<>();
        Bundle bundle = train(history, ips, offline);

        Evidence evidence = serve(data, bundle, ips, folder, offline.size());

        assertThat(evidence.inputs()).hasSize(offline.size()).hasSizeGreaterThan(1000);
        assertThat(evidence.decisions()).hasSize(offline.size());
        assertThat(Stream.concat(Guarantee.ALWAYS.stream(), Stream.of(new SameScoresAsReplay(offline))))
                .allSatisfy(promise -> assertThat(promise.violations(evidence))
                        .as("%s", promise.getClass())
                        .isEmpty());
    }

    /** A bundle, and what it says of every transaction. */
    private static Bundle train(CsvHistory history, IpDatabaseConfig files, Map<String, Double> scores)
            throws IOException {
        TrainingOptions options = TrainingOptions.DEFAULT
                .with(TimeSplitOptions.byShare(0.5, 0.3, Duration.ofDays(1)))
                .with(NetworkOptions.DEFAULT.withHidden(6).withEpochs(2))
                .withLegitRowsMax(1500);
        try (IpDatabases ips = IpDatabases.open(files)) {
            FactsResolver factsResolver = new FactsResolver(ips);
            Bundle bundle = new Trainer(history, factsResolver::resolve, options, ProgressReporter.SILENT)
                    .train(EVER)
                    .bundle();
            Evaluator.evaluate(
                    bundle, history, factsResolver::resolve, EvaluationOptions.between(EVER, Instant.MAX), scores::put);
            return bundle;
        }
    }

    private static Evidence serve(Path data, Bundle bundle, IpDatabaseConfig ips, Path folder, int transactions)
            throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (ClusterHarness job = ClusterHarness.start(kafka, bundle, ips, folder.resolve("checkpoints"), null);
                    Answers answers = new Answers(kafka)) {
                int code = Nacre.commandLine()
                        .execute(
                                "replay",
                                "--data",
                                data.toString(),
                                "--mapping",
                                "nacre-simulation",
                                "--bootstrap-servers",
                                broker.brokers(),
                                "--labels",
                                "ahead");
                assertThat(code).isZero();
                answers.await(transactions);
            }
            return Evidence.read(kafka, Set.of());
        }
    }
}
