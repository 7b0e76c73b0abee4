package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.audit.ReconcilerTest;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.KafkaSettings.Delivery;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.FailFastCommitterTest;
import io.nacre.kafka.guard.FailFastSink;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogKey;
import org.apache.kafka.coordinator.transaction.generated.TransactionLogValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an exactly-once job leaves open on the broker when it dies, and what becomes of its readers. */
@Tag("broker")
class OpenTransactionsTest {

    private static final String ID = "nacre-fraud.decisions-0-7";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The largest that a producer gets; then it has a new id. */
    private static final int LAST_EPOCH = Short.MAX_VALUE - 1;

    /** Only a client of this name may write to the broker's own topics. */
    private static final String ADMIN_CLIENT = "__admin_client";

    private static final byte EMPTY = 0;

    private static final int NOT_COMMITTED_BEFORE = 1;

    private static final Map<String, String> QUICK =
            Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");

    private Path folder;
    private LocalBroker broker;
    private KafkaSettings kafka;
    private Admin admin;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary.resolve("broker");
        broker = LocalBroker.start(folder, 0, "PLAINTEXT", QUICK, List.of());
        kafka = KafkaSettings.of(broker.brokers()).with(Delivery.EXACTLY_ONCE);
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        admin = Admin.create(kafka.clientProperties());
    }

    @AfterEach
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void aJobThatNeverReturnsBlocksReadersNoLongerThanTheTimeout() throws Exception {
        write("before");
        leaveOpen(Duration.ofSeconds(3));
        write("after");

        assertThat(read()).as("readers end before it, and do not wait").containsExactly("before");
        await(() -> read().equals(List.of("before", "after")));
        assertThat(open()).isEmpty();
    }

    /** What {@code kafka-transactions.sh} does with {@code list}, {@code describe} and {@code abort}. */
    @Test
    void kafkasOwnToolFindsItByTheGroupAndEndsItAtOnce() throws Exception {
        write("before");
        leaveOpen(KafkaTopics.TRANSACTION_TIMEOUT);
        write("after");

        List<TransactionListing> open = open();
        assertThat(open)
                .singleElement()
                .extracting(TransactionListing::transactionalId)
                .isEqualTo(ID);
        TransactionDescription found =
                admin.describeTransactions(List.of(ID)).description(ID).get();
        assertThat(found.transactionTimeoutMs()).isEqualTo(KafkaTopics.TRANSACTION_TIMEOUT.toMillis());
        for (TopicPartition partition : found.topicPartitions()) {
            ProducerState writer =
                    admin
                            .describeProducers(List.of(partition))
                            .partitionResult(partition)
                            .get()
                            .activeProducers()
                            .stream()
                            .filter(producer -> producer.producerId() == found.producerId())
                            .findFirst()
                            .orElseThrow();
            admin.abortTransaction(new AbortTransactionSpec(
                            partition,
                            writer.producerId(),
                            (short) writer.producerEpoch(),
                            writer.coordinatorEpoch().orElse(0)))
                    .all()
                    .get();
        }

        assertThat(read()).containsExactly("before", "after");
    }

    @Test
    void theNextProducerOfTheSameNameEndsIt() throws Exception {
        write("before");
        leaveOpen(KafkaTopics.TRANSACTION_TIMEOUT);
        write("after");

        try (KafkaProducer<byte[], byte[]> next = producer(KafkaTopics.TRANSACTION_TIMEOUT)) {
            next.initTransactions();
        }

        assertThat(read()).containsExactly("before", "after");
    }

    /** Each transaction takes an epoch of its own, of 32,767; behind the last comes another producer id. */
    @Test
    void whatIsCommittedAgainAfterARestoreIsThereOnceAlsoWhereEpochsBeginAnew() throws Exception {
        assertThat(admin.describeFeatures()
                        .featureMetadata()
                        .get()
                        .finalizedFeatures()
                        .get("transaction.version")
                        .maxVersionLevel())
                .isGreaterThanOrEqualTo((short) 2);
        useUpEpochs();
        FailFastSink<?> sink = (FailFastSink<?>) KafkaTopics.of(kafka).decisions();
        Set<Long> producers = new HashSet<>();
        Set<Short> epochs = new HashSet<>();
        List<String> sent = new ArrayList<>();

        for (int i = 0; i < 12; i++) {
            // The job commits with the producer that wrote, and after a restore with another that only knows its name.
            try (KafkaProducer<byte[], byte[]> writer = producer(KafkaTopics.TRANSACTION_TIMEOUT)) {
                KafkaCommittable ready = ready("t-" + i, writer);
                producers.add(ready.getProducerId());
                sent.add("t-" + i);
                if (i != NOT_COMMITTED_BEFORE) {
                    epochs.add(ready.getEpoch());
                    writer.commitTransaction();
                }
                FailFastCommitterTest.commit(sink, ready);
                FailFastCommitterTest.commit(sink, ready);
                assertThat(read()).as("by %s", ready).isEqualTo(sent);
            }
        }

        assertThat(epochs).contains((short) LAST_EPOCH);
        assertThat(producers).as("the epochs began anew").hasSizeGreaterThan(1);
    }

    /** As after 32,000 transactions, which would take a minute: the broker reads at its start how many there were. */
    private void useUpEpochs() throws Exception {
        long producerId = admin.fenceProducers(List.of(ID)).producerId(ID).get();
        TransactionLogKey key = new TransactionLogKey().setTransactionalId(ID);
        TransactionLogValue value = new TransactionLogValue()
                .setProducerId(producerId)
                .setProducerEpoch((short) (LAST_EPOCH - 5))
                .setTransactionTimeoutMs((int) KafkaTopics.TRANSACTION_TIMEOUT.toMillis())
                .setTransactionStatus(EMPTY)
                .setTransactionPartitions(null)
                .setTransactionLastUpdateTimestampMs(System.currentTimeMillis());
        Properties properties = kafka.clientProperties();
        properties.setProperty("client.id", ADMIN_CLIENT);
        try (KafkaProducer<byte[], byte[]> log =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            log.send(new ProducerRecord<>(
                            "__transaction_state",
                            0,
                            MessageUtil.toVersionPrefixedBytes(key.apiKey(), key),
                            MessageUtil.toVersionPrefixedBytes(TransactionLogValue.LOWEST_SUPPORTED_VERSION, value)))
                    .get();
        }
        broker.stop();
        broker = LocalBroker.start(folder, broker.port(), "PLAINTEXT", QUICK, List.of());
    }

    /** As a process that is gone at once leaves it. */
    private void leaveOpen(Duration timeout) throws Exception {
        KafkaProducer<byte[], byte[]> gone = producer(timeout);
        gone.initTransactions();
        gone.beginTransaction();
        gone.send(maker().record(decision("never committed"))).get();
        gone.close(Duration.ZERO);
    }

    /** A transaction as it lies in a checkpoint: written, and not committed yet. */
    private KafkaCommittable ready(String id, KafkaProducer<byte[], byte[]> writer) throws Exception {
        writer.initTransactions();
        writer.beginTransaction();
        writer.send(maker().record(decision(id))).get();
        TransactionDescription open =
                admin.describeTransactions(List.of(ID)).description(ID).get();
        return new KafkaCommittable(open.producerId(), (short) open.producerEpoch(), ID, null);
    }

    private List<TransactionListing> open() throws Exception {
        return admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .filter(each -> each.transactionalId().startsWith(kafka.groupId() + "-"))
                .toList();
    }

    private List<String> read() {
        List<String> ids = new ArrayList<>();
        try (TopicReader<Decision> reader = new TopicReader<>(kafka, TopicCatalogue.DECISIONS)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Decision> read) {
                    ids.add(read.value().transactionId());
                }
            });
        }
        return ids;
    }

    private void write(String id) {
        try (TopicWriter<Decision> writer = new TopicWriter<>(kafka, TopicCatalogue.DECISIONS)) {
            writer.write(decision(id));
        }
    }

    private ProducerRecordFactory<Decision> maker() {
        return new ProducerRecordFactory<>(TopicCatalogue.DECISIONS, kafka);
    }

    private KafkaProducer<byte[], byte[]> producer(Duration timeout) {
        Properties properties = kafka.clientProperties();
        properties.setProperty("transactional.id", ID);
        properties.setProperty("transaction.timeout.ms", Long.toString(timeout.toMillis()));
        return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Decision decision(String id) {
        return ReconcilerTest.decision(id, new Samples(1).decision().origin());
    }

    private static void await(BooleanSupplier question) throws InterruptedException {
        long startNs = System.nanoTime();
        while (!question.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                throw new AssertionError("not within " + PATIENCE);
            }
            Thread.sleep(100);
        }
    }
}
