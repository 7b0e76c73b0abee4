package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.Payments;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Millis;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job with more tasks than the topic has partitions, and a topic that gets more of them while the job runs. Takes a
 * minute: so long a task without partition holds back event time, and half as long new partitions are not looked for.
 */
@Tag("end-to-end")
class MorePartitionsTest {

    private static final int TASKS = 5;
    private static final int PARTITIONS = 2;
    private static final int MORE_PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    void newPartitionsAreReadFromTheirBeginningAndTasksWithoutOneStopNoClock(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, PARTITIONS);
            }
            try (ClusterHarness ignored =
                            ClusterHarness.start(kafka, suspecting(), folder.resolve("checkpoints"), TASKS, null);
                    Sender sender = new Sender(kafka);
                    Answers answers = new Answers(kafka);
                    GroupProgress progress = new GroupProgress(kafka)) {
                pay(sender, 0, PARTITIONS, Payments.START_MS);
                answers.await(sender.sent());

                add(kafka);
                pay(sender, PARTITIONS, MORE_PARTITIONS, Payments.START_MS + Millis.HOUR_MS);
                pay(sender, 0, MORE_PARTITIONS, Payments.START_MS + 9 * Millis.DAY_MS);
                answers.await(sender.sent());
                awaitTheEndOfAnIncident(kafka);
                progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            }
            ReconciliationReport report = Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT);
            assertThat(report.isReconciled()).as(report.toString()).isTrue();
            assertThat(report.rows().get(0).records()).isEqualTo(2 * MORE_PARTITIONS);
        }
    }

    /** One of another account to each partition. */
    private static void pay(Sender sender, int from, int to, long atMs) throws Exception {
        for (int partition = from; partition < to; partition++) {
            String name = partition + "-at-" + atMs;
            sender.send(partition, Payments.payment("tx-" + name, "acct-" + name, atMs));
        }
    }

    private static void add(KafkaSettings kafka) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            admin.createPartitions(
                            Map.of(TopicCatalogue.TRANSACTIONS.name(), NewPartitions.increaseTo(MORE_PARTITIONS)))
                    .all()
                    .get();
        }
    }

    /** Nothing was added to it for a week, says event time. */
    private static void awaitTheEndOfAnIncident(KafkaSettings kafka) {
        AtomicBoolean ended = new AtomicBoolean();
        long startNs = System.nanoTime();
        try (TopicReader<Alert> alerts = new TopicReader<>(kafka, TopicCatalogue.ALERTS)) {
            while (!ended.get()) {
                if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                    throw new AssertionError("event time stands still");
                }
                alerts.poll(Duration.ofMillis(200), record -> {
                    if (record.decoded() instanceof DecodeResult.Value<Alert> read
                            && read.value().status() == Alert.Status.CLOSED) {
                        ended.set(true);
                    }
                });
            }
        }
    }

    private static JobSettings suspecting() {
        return new JobSettings(
                TestBundles.with(new Thresholds(0, 1), TestBundles.catalogueBundle()),
                EngineKind.COMPILED,
                IpDatabaseConfig.NONE,
                Framing.SINGLE_OBJECT);
    }
}
