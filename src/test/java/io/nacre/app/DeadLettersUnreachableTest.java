package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.audit.Discrepancy;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where dead letters cannot be written, the job stands still rather than pass over what it could not read. */
@Tag("end-to-end")
class DeadLettersUnreachableTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Gives up on a topic that is not there within seconds. */
    private static final Map<String, String> IMPATIENT =
            Map.of("max.block.ms", "2000", "request.timeout.ms", "1000", "delivery.timeout.ms", "2500");

    @Test
    void theJobWaitsForTheTopicAndLosesNothing(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers()).withClient(IMPATIENT);
            create(kafka);
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.brokers()))) {
                admin.deleteTopics(List.of(kafka.nameOf(TopicCatalogue.DEAD_LETTERS)))
                        .all()
                        .get();
            }
            try (ClusterHarness job = ClusterHarness.start(
                            kafka,
                            TestBundles.catalogueBundle(),
                            IpDatabaseConfig.NONE,
                            folder.resolve("state"),
                            null);
                    Sender sender = new Sender(kafka);
                    GroupProgress progress = new GroupProgress(kafka)) {
                sender.send(payments());
                job.awaitRestarts(2, PATIENCE);

                create(kafka);
                progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
            }

            ReconciliationReport report = Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT.untilTheEnd());

            assertThat(report.isReconciled()).as(report.toString()).isTrue();
            assertThat(report.rows().get(0).letters()).isEqualTo(2);
            assertThat(report.of(Discrepancy.MISSING).count()).isZero();
        }
    }

    /** Enough for two pieces of rubbish among them. */
    private static List<LabelledTransaction> payments() {
        List<LabelledTransaction> all = new ArrayList<>();
        World.of(WorldOptions.DEFAULT.withAccounts(60).withMerchants(60).withDays(10))
                .forEach(all::add);
        return all.subList(0, 200);
    }

    private static void create(KafkaSettings kafka) {
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
    }
}
