package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Framing;
import io.nacre.feature.Payments;
import io.nacre.guarantee.Evidence;
import io.nacre.guarantee.NoLoss;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.JobSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exactly-once job that dies with two tasks of each operator, and goes on with one. */
@Tag("end-to-end")
class ExactlyOnceRescaleTest {

    private static final int TASKS = 2;
    private static final int PAYMENTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private KafkaSettings kafka;

    @Test
    void fewerTasksAfterACrashLeaveNoTransactionOfTheOthersOpen(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            kafka = KafkaSettings.of(broker.brokers()).with(Delivery.EXACTLY_ONCE);
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, TASKS);
            }
            Path checkpoints = folder.resolve("checkpoints");
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()));
                    Sender sender = new Sender(kafka);
                    Answers answers = new Answers(kafka);
                    GroupProgress progress = new GroupProgress(kafka)) {
                ClusterHarness job = ClusterHarness.start(kafka, settings(), checkpoints, TASKS, null);
                pay(sender);
                answers.await(sender.sent());
                progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
                Set<String> names = named(admin, Set.of());
                job.kill();
                Map<String, Long> left = leaveOpen(names, admin);
                assertThat(left.keySet())
                        .as("both tasks had transactions")
                        .anyMatch(name -> name.contains(TopicCatalogue.DECISIONS.name() + "-0-"))
                        .anyMatch(name -> name.contains(TopicCatalogue.DECISIONS.name() + "-1-"));

                try (ClusterHarness fewer = ClusterHarness.start(
                        kafka, settings(), checkpoints, 1, ClusterHarness.newestCheckpoint(checkpoints))) {
                    pay(sender);
                    answers.await(sender.sent());
                    progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);

                    assertThat(open(left, admin)).isEmpty();
                }
            }
            Evidence evidence = Evidence.read(kafka, Set.of());
            assertThat(new NoLoss().violations(evidence)).isEmpty();
            assertThat(evidence.decisions()).as("each once").hasSize(2 * PAYMENTS);
        }
    }

    /** Its newest checkpoint then holds transactions that were committed, and are committed once more. */
    @Test
    void whatWasCommittedBeforeACrashIsCommittedAgainAndThereOnce(@TempDir Path folder) throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            kafka = KafkaSettings.of(broker.brokers()).with(Delivery.EXACTLY_ONCE);
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, TASKS);
            }
            Path checkpoints = folder.resolve("checkpoints");
            try (Sender sender = new Sender(kafka);
                    Answers answers = new Answers(kafka)) {
                ClusterHarness job = ClusterHarness.start(kafka, settings(), checkpoints, TASKS, null);
                AtomicBoolean on = new AtomicBoolean(true);
                Thread payer = new Thread(() -> payWhile(on, sender), "payer");
                payer.start();
                answers.await(PAYMENTS);
                job.kill();
                on.set(false);
                payer.join();
                try (ClusterHarness again = ClusterHarness.start(
                        kafka, settings(), checkpoints, TASKS, ClusterHarness.newestCheckpoint(checkpoints))) {
                    answers.await(sender.sent());
                }
                Evidence evidence = Evidence.read(kafka, Set.of());
                assertThat(new NoLoss().violations(evidence)).isEmpty();
                assertThat(evidence.decisions()).as("each once").hasSize(sender.sent());
            }
        }
    }

    private static void payWhile(AtomicBoolean on, Sender sender) {
        try {
            while (on.get()) {
                pay(sender);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void pay(Sender sender) throws Exception {
        for (int i = 0; i < PAYMENTS; i++) {
            String name = "-" + sender.sent();
            sender.send(i % TASKS, Payments.payment("tx" + name, "acct" + name, Payments.START_MS + i));
        }
    }

    /** Of each task's transactions the last, which it has open; their names are counted up. */
    private static Set<String> last(Set<String> names) {
        Map<String, Long> last = new HashMap<>();
        for (String name : names) {
            int end = name.lastIndexOf('-') + 1;
            last.merge(name.substring(0, end), Long.valueOf(name.substring(end)), Math::max);
        }
        return last.entrySet().stream()
                .map(each -> each.getKey() + each.getValue())
                .collect(Collectors.toSet());
    }

    /** The names of the job's transactions. */
    private Set<String> named(Admin admin, Set<TransactionState> states) throws Exception {
        Map<String, Object> names = new HashMap<>();
        for (TransactionListing each : admin.listTransactions(new ListTransactionsOptions().filterStates(states))
                .all()
                .get()) {
            if (each.transactionalId().startsWith(kafka.groupId() + "-")) {
                names.put(each.transactionalId(), each);
            }
        }
        return Set.copyOf(names.keySet());
    }

    /**
     * As a process that is gone at once leaves them. In one JVM the tasks still end well and give up what they wrote;
     * so what they gave up is begun again. Returns each with its producer's id and epoch.
     */
    private Map<String, Long> leaveOpen(Set<String> names, Admin admin) throws Exception {
        Set<String> waiting = named(admin, Set.of(TransactionState.ONGOING));
        Map<String, Long> left = new HashMap<>();
        for (String name : last(names)) {
            if (!waiting.contains(name)) {
                Properties properties = new Properties();
                properties.setProperty("bootstrap.servers", kafka.brokers());
                properties.setProperty("transactional.id", name);
                KafkaProducer<byte[], byte[]> gone =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                gone.initTransactions();
                gone.beginTransaction();
                gone.send(new ProducerRecord<>(TopicCatalogue.DECISIONS.name(), new byte[] {1}))
                        .get();
                gone.close(Duration.ZERO);
                left.put(name, writer(name, admin));
            }
        }
        return left;
    }

    private Set<String> open(Map<String, Long> left, Admin admin) throws Exception {
        Set<String> ongoing = named(admin, Set.of(TransactionState.ONGOING));
        Map<String, Long> open = new HashMap<>();
        for (Map.Entry<String, Long> each : left.entrySet()) {
            if (ongoing.contains(each.getKey()) && writer(each.getKey(), admin) == each.getValue()) {
                open.put(each.getKey(), each.getValue());
            }
        }
        return open.keySet();
    }

    private static long writer(String name, Admin admin) throws Exception {
        TransactionDescription found =
                admin.describeTransactions(List.of(name)).description(name).get();
        return found.producerId() << Short.SIZE | found.producerEpoch();
    }

    private static JobSettings settings() {
        return new JobSettings(
                TestBundles.catalogueBundle(), EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT);
    }
}
