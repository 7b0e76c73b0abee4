package io.nacre.kafka.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.guard.JobInstance;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The ledger is asked about topics on which every fault is known. */
@Tag("broker")
public class ReconcilerTest {

    private static final int PARTITIONS = 2;
    private static final ReconciliationOptions ALL = ReconciliationOptions.DEFAULT.untilTheEnd();
    private static LocalBroker broker;

    private final List<RecordOrigin> inputs = new ArrayList<>();
    private KafkaSettings kafka;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        String prefix = test.getTestMethod().orElseThrow().getName() + ".";
        kafka = KafkaSettings.of(broker.brokers()).withPrefix(prefix).withGroupId(prefix);
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, PARTITIONS);
        }
    }

    @Test
    void closesOverMarksOfTransactionsAndWhatWasAborted() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka.prefix() + "inputs")) {
            producer.initTransactions();
            for (int part = 0; part < 4; part++) {
                producer.beginTransaction();
                List<RecordOrigin> sent = send(producer, 50);
                if (part % 2 == 0) {
                    producer.commitTransaction();
                    inputs.addAll(sent);
                } else {
                    producer.abortTransaction();
                }
            }
        }
        answerAll();

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.isReconciled()).isTrue();
        assertThat(report.findings())
                .extracting(ReconciliationReport.Found::count)
                .containsOnly(0L);
        ReconciliationReport.Row row = report.rows().get(0);
        assertThat(row.records()).isEqualTo(100);
        assertThat(row.aborted()).isEqualTo(100);
        assertThat(row.markers()).isEqualTo(4 * PARTITIONS);
        assertThat(row.decided() + row.letters()).isEqualTo(100);
        assertThat(row.letters()).isEqualTo(10);
    }

    @Test
    void namesExactlyWhatWasDeletedDoubledAndDropped() throws Exception {
        sendInputs(200);
        RecordOrigin deleted = inputs.get(31);
        RecordOrigin doubled = inputs.get(77);
        RecordOrigin dropped = inputs.get(100);
        for (int i = 0; i < inputs.size(); i++) {
            RecordOrigin input = inputs.get(i);
            if (input != deleted && input != dropped) {
                answer(i, input);
            }
        }
        write(TopicCatalogue.DECISIONS, decision("tx-77", doubled), doubled);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.isReconciled()).isFalse();
        assertThat(report.of(Discrepancy.MISSING).named())
                .containsExactlyInAnyOrder(SourceHeader.text(deleted), SourceHeader.text(dropped));
        assertThat(report.of(Discrepancy.WRITTEN_AGAIN).named()).containsExactly(SourceHeader.text(doubled));
        assertThat(report.findings())
                .extracting(ReconciliationReport.Found::count)
                .hasSameSizeAs(Discrepancy.values())
                .filteredOn(count -> count != 0)
                .containsExactlyInAnyOrder(2L, 1L);
    }

    @Test
    void distinguishesRetentionFromLoss() throws Exception {
        sendInputs(60);
        answerAll();
        delete(TopicCatalogue.TRANSACTIONS, 10);
        delete(TopicCatalogue.DECISIONS, 20);
        sendInputs(2);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        ReconciliationReport.Row row = report.rows().get(0);
        assertThat(row.removed()).isEqualTo(10 * PARTITIONS);
        assertThat(row.unprovable()).isPositive();
        assertThat(report.of(Discrepancy.MISSING).named())
                .containsExactlyInAnyOrder(SourceHeader.text(inputs.get(60)), SourceHeader.text(inputs.get(61)));
    }

    @Test
    void reportsRepeatedOutputsAndOutputsWithoutInput() throws Exception {
        sendInputs(30);
        answerAll();
        RecordOrigin nothing = new RecordOrigin(inputs.get(0).topic(), 0, 5_000, 0);
        RecordOrigin letter = inputs.get(10);
        write(TopicCatalogue.DECISIONS, decision("tx-10", letter), letter);
        write(TopicCatalogue.EXAMPLES, new Samples(1).example(), letter);
        write(TopicCatalogue.DECISIONS, decision("tx-3", inputs.get(4)), inputs.get(4));
        write(TopicCatalogue.DECISIONS, decision("tx-5", inputs.get(5)), null);
        write(TopicCatalogue.DECISIONS, decision("tx-6", "another", inputs.get(7)), inputs.get(7));
        write(TopicCatalogue.ALERTS, alert("tx-1", "inc-1"), inputs.get(1));
        write(TopicCatalogue.ALERTS, alert("tx-1", "inc-2"), inputs.get(1));
        write(TopicCatalogue.ALERTS, alert("tx-1", "inc-1"), inputs.get(1));
        write(TopicCatalogue.DECISIONS, decision("tx-none", nothing), nothing);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.of(Discrepancy.BOTH).named()).containsExactly(SourceHeader.text(letter));
        assertThat(report.of(Discrepancy.DECIDED_AGAIN).named())
                .containsExactly("tx-3 at " + SourceHeader.text(inputs.get(4)));
        assertThat(report.of(Discrepancy.ID_OF_TWO_ACCOUNTS).named())
                .containsExactly("tx-6 of another at " + SourceHeader.text(inputs.get(7)));
        assertThat(report.of(Discrepancy.NO_SOURCE).count()).isEqualTo(1);
        assertThat(report.of(Discrepancy.TWO_INCIDENTS).named()).containsExactly("tx-1 in inc-2");
        assertThat(report.of(Discrepancy.MISSING).count()).isZero();
        assertThat(report.isReconciled()).isFalse();
        assertThat(Reconciler.reconcile(kafka, ALL, 7).findings())
                .as("seven ids at a time: what has more is read several times")
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(report.findings());
    }

    @Test
    void aRejectionBelongsToItsDeadLetter() throws Exception {
        sendInputs(30);
        answerAll();
        RecordOrigin letter = inputs.get(10);
        write(TopicCatalogue.REJECTED_TRANSACTIONS, rejected("tx-1", letter), letter);
        write(TopicCatalogue.REJECTED_TRANSACTIONS, rejected("tx-1", letter), letter);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.isReconciled())
                .as("though tx-1 was decided for another record")
                .isTrue();
        assertThat(report.rows().get(0).decided()).isEqualTo(27);
        assertThat(report.rows().get(0).letters()).isEqualTo(3);
        assertThat(report.of(Discrepancy.WRITTEN_AGAIN).named()).containsExactly(SourceHeader.text(letter));
    }

    @Test
    void reportsARejectionOfADecidedRecordOrWithoutDeadLetter() throws Exception {
        sendInputs(30);
        for (int i = 0; i < 29; i++) {
            answer(i, inputs.get(i));
        }
        RecordOrigin decided = inputs.get(3);
        RecordOrigin silent = inputs.get(29);
        write(TopicCatalogue.REJECTED_TRANSACTIONS, rejected("tx-3", decided), decided);
        write(TopicCatalogue.REJECTED_TRANSACTIONS, rejected("tx-29", silent), silent);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.isReconciled()).isFalse();
        assertThat(report.of(Discrepancy.REJECTED_ALONE).named())
                .containsExactlyInAnyOrder(SourceHeader.text(decided), SourceHeader.text(silent));
        assertThat(report.of(Discrepancy.MISSING).named()).containsExactly(SourceHeader.text(silent));
        assertThat(report.of(Discrepancy.UNREADABLE).count()).isZero();
        assertThat(report.of(Discrepancy.DECIDED_AGAIN).count()).isZero();
    }

    @Test
    void countsAbortedOutputsOnlyAtReadUncommitted() throws Exception {
        sendInputs(20);
        answerAll();
        try (KafkaProducer<byte[], byte[]> producer = producer(kafka.prefix() + "outputs")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecordFactory<>(TopicCatalogue.DECISIONS, kafka)
                            .record(decision("tx-1", inputs.get(1)), inputs.get(1)))
                    .get();
            producer.abortTransaction();
        }

        ReconciliationReport committed = Reconciler.reconcile(kafka, ALL);
        ReconciliationReport all = Reconciler.reconcile(kafka, ALL.with(Isolation.READ_UNCOMMITTED));

        assertThat(committed.of(Discrepancy.WRITTEN_AGAIN).count()).isZero();
        assertThat(all.of(Discrepancy.WRITTEN_AGAIN).count()).isEqualTo(1);
    }

    @Test
    void ignoresInputsAfterTheCommittedOffset() throws Exception {
        sendInputs(20);
        assertThatThrownBy(() -> Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("has committed nothing");
        answer(0, inputs.get(0));
        RecordOrigin first = inputs.get(0);
        commit(first, first.offset() + 1);

        ReconciliationReport report = Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT);

        assertThat(report.rows().get(0).records()).isEqualTo(1);
        assertThat(report.isReconciled()).isTrue();
    }

    /** A job that was restored goes on behind the offsets of the old topic, and has answered the last record only. */
    @Test
    void outputsOfADeletedTopicDoNotCountForItsSuccessor() throws Exception {
        sendInputs(30);
        inputs.replaceAll(this::withTopicId);
        answerAll();
        assertThat(Reconciler.reconcile(kafka, ALL).isReconciled()).isTrue();
        recreate();
        inputs.clear();
        sendInputs(30);
        inputs.replaceAll(this::withTopicId);
        RecordOrigin answered = inputs.get(29);
        answer(129, answered);

        ReconciliationReport report = Reconciler.reconcile(kafka, ALL);

        assertThat(report.isReconciled()).isFalse();
        assertThat(report.of(Discrepancy.MISSING).count()).isEqualTo(29);
        assertThat(report.of(Discrepancy.OTHER_TOPIC).count()).isEqualTo(30 + 27);
        assertThat(report.of(Discrepancy.DECIDED_AGAIN).count()).isZero();
        answerAll();
        assertThat(Reconciler.reconcile(kafka, ALL).of(Discrepancy.MISSING).count())
                .isZero();
    }

    @Test
    void refusesOffsetsThatWereCommittedToAnotherTopic() throws Exception {
        sendInputs(2);
        commit(inputs.get(0), 300);

        assertThatThrownBy(() -> Reconciler.reconcile(kafka, ReconciliationOptions.DEFAULT))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("committed offset 300")
                .hasMessageContaining("deleted and created again");
        try (GroupProgress progress = new GroupProgress(kafka)) {
            assertThatThrownBy(() -> progress.reaches(List.of(TopicCatalogue.TRANSACTIONS), Duration.ZERO))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("deleted and created again");
        }
    }

    @Test
    void distinguishesConcurrentJobsFromRestarts() throws Exception {
        sendInputs(4);
        for (String job : List.of("first", "first", "second", "second", "third")) {
            decide(0, job);
        }
        ReconciliationReport inTurn = Reconciler.reconcile(kafka, ALL);
        assertThat(inTurn.of(Discrepancy.TWO_JOBS).count()).isZero();
        assertThat(inTurn.of(Discrepancy.WRITTEN_AGAIN).count()).isEqualTo(4);

        decide(1, "third");
        decide(1, "fourth");
        decide(2, "third");
        decide(2, "fourth");

        ReconciliationReport atOnce = Reconciler.reconcile(kafka, ALL);
        assertThat(atOnce.of(Discrepancy.TWO_JOBS).named())
                .containsExactly(SourceHeader.text(inputs.get(2)), SourceHeader.text(inputs.get(2)));
        assertThat(atOnce.isReconciled()).isFalse();
    }

    /** To one partition, whose order tells. */
    private void decide(int number, String job) throws Exception {
        RecordOrigin input = inputs.get(number);
        ProducerRecord<byte[], byte[]> made = new ProducerRecordFactory<>(TopicCatalogue.DECISIONS, kafka)
                .record(decision("tx-" + number, input), input);
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(made.topic(), 0, made.key(), made.value(), made.headers());
        record.headers().add(JobInstance.HEADER, job.getBytes(UTF_8));
        try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
            producer.send(record).get();
        }
    }

    private RecordOrigin withTopicId(RecordOrigin origin) {
        String id = TopicIds.ofInputs(kafka).of(origin.topic());
        return new RecordOrigin(origin.topic(), origin.partition(), origin.offset(), origin.timestampMs(), id);
    }

    private void recreate() throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties());
                TopicSetup topics = new TopicSetup(kafka)) {
            admin.deleteTopics(List.of(kafka.nameOf(TopicCatalogue.TRANSACTIONS)))
                    .all()
                    .get();
            topics.create(1, PARTITIONS);
        }
    }

    private void commit(RecordOrigin place, long offset) throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.alterConsumerGroupOffsets(
                            kafka.groupId(),
                            Map.of(new TopicPartition(place.topic(), place.partition()), new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private void sendInputs(int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
            inputs.addAll(send(producer, count));
        }
    }

    private List<RecordOrigin> send(KafkaProducer<byte[], byte[]> producer, int count) throws Exception {
        List<RecordOrigin> sent = new ArrayList<>();
        String topic = kafka.nameOf(TopicCatalogue.TRANSACTIONS);
        for (int i = 0; i < count; i++) {
            RecordMetadata at = producer.send(
                            new ProducerRecord<>(topic, i % PARTITIONS, null, "value".getBytes(UTF_8)))
                    .get();
            sent.add(new RecordOrigin(topic, at.partition(), at.offset(), at.timestamp()));
        }
        return sent;
    }

    private void answerAll() {
        for (int i = 0; i < inputs.size(); i++) {
            answer(i, inputs.get(i));
        }
    }

    /** Every tenth by a dead letter, the others by a decision and an example. */
    private void answer(int number, RecordOrigin input) {
        if (number % 10 == 0) {
            write(
                    TopicCatalogue.DEAD_LETTERS,
                    new DeadLetter(input, new byte[] {1}, RejectionCode.UNREADABLE, null, "no framing"),
                    input);
        } else {
            write(TopicCatalogue.DECISIONS, decision("tx-" + number, input), input);
            write(TopicCatalogue.EXAMPLES, new Samples(number).example(), input);
        }
    }

    private <T> void write(Topic<T> topic, T value, RecordOrigin source) {
        try (KafkaProducer<byte[], byte[]> producer = producer(null)) {
            producer.send(new ProducerRecordFactory<>(topic, kafka).record(value, source));
        }
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Properties properties = kafka.clientProperties();
        if (transactionalId != null) {
            properties.setProperty("transactional.id", transactionalId);
        }
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void delete(Topic<?> topic, long before) throws Exception {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                admin.deleteRecords(Map.of(
                                new TopicPartition(kafka.nameOf(topic), partition),
                                RecordsToDelete.beforeOffset(before)))
                        .all()
                        .get();
            }
        }
    }

    public static Decision decision(String id, RecordOrigin input) {
        return decision(id, new Samples(7).decision().accountId(), input);
    }

    private static Decision decision(String id, String account, RecordOrigin input) {
        Decision any = new Samples(7).decision();
        return new Decision(
                id, account, any.eventTimeMs(), any.policy(), any.scoring(), false, any.decidedAtMs(), input);
    }

    private static RejectedTransaction rejected(String id, RecordOrigin input) {
        return new RejectedTransaction(id, "a-1", RejectionCode.UNREADABLE, null, "no framing", input, 1);
    }

    private static Alert alert(String transactionId, String incidentId) {
        Alert any = new Samples(3).alert();
        return new Alert(
                new IncidentState(
                        incidentId,
                        any.status(),
                        any.totals(),
                        any.openedAtMs(),
                        any.updatedAtMs(),
                        IncidentScope.ACCOUNT),
                new SuspiciousTransaction(
                        any.accountId(),
                        transactionId,
                        any.transaction().amount(),
                        any.transaction().outcome(),
                        any.model()));
    }
}
