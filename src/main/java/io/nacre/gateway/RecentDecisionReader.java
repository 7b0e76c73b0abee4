package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.client.TransactionLookup;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import io.nacre.secret.Sha256;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * The latest decisions, also those that other gateways answered with. Without them, a request that is repeated at this
 * gateway while the job is down would get a stand-in that contradicts the decision.
 *
 * <p>Only the records are kept. They are decoded for a repeated request, whose transaction is compared with the decided
 * one: an id alone does not make two requests the same.
 */
final class RecentDecisionReader implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int MAX_DECISIONS = 20_000;

    /** More repeated requests at once than this wait for the job instead. */
    private static final int MAX_LOOK_UPS = 1_000;

    private final KafkaSettings settings;
    private final Map<String, ConsumerRecord<byte[], byte[]>> byTransactionId = new BoundedMap<>(MAX_DECISIONS);
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final PollLoop loop;
    private final SignatureVerifier signatures;

    private final ThreadPoolExecutor lookUps = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_LOOK_UPS),
            task -> new Thread(task, "gateway-repeats"),
            new ThreadPoolExecutor.DiscardPolicy());

    // Used only by the look-up's thread.
    private final ContractReader<Decision> decisions;
    private final ContractWriter<Transaction> bodies = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, "");
    private @Nullable TransactionLookup transactions;

    /** Reads the decisions of the last minutes in the background, and follows the topic. */
    RecentDecisionReader(KafkaSettings settings) {
        this.settings = settings;
        this.decisions = TopicCatalogue.DECISIONS.contract().reader(settings.framing());
        this.signatures = SignatureVerifier.of(TopicCatalogue.DECISIONS, settings);
        Properties properties = settings.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("allow.auto.create.topics", "false");
        properties.setProperty("auto.offset.reset", "latest");
        try {
            consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            seek(settings.nameOf(TopicCatalogue.DECISIONS));
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        loop = new PollLoop("gateway-recent-decisions", this::poll, consumer);
    }

    private void seek(String topic) {
        Map<TopicPartition, Long> since = new HashMap<>();
        consumer.partitionsFor(topic)
                .forEach(info -> since.put(
                        new TopicPartition(topic, info.partition()),
                        System.currentTimeMillis() - REMEMBERED.toMillis()));
        consumer.assign(since.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(since.keySet());
        for (Map.Entry<TopicPartition, @Nullable OffsetAndTimestamp> first :
                consumer.offsetsForTimes(since).entrySet()) {
            OffsetAndTimestamp offset = first.getValue();
            consumer.seek(first.getKey(), offset == null ? ends.getOrDefault(first.getKey(), 0L) : offset.offset());
        }
    }

    /**
     * Finds the decision on a transaction that was decided before, if another gateway may have answered with it.
     *
     * @param bodyHash of the request
     * @param then is called from another thread, and only if there is a decision on the same transaction
     */
    void find(TransactionReference key, String bodyHash, Consumer<Decision> then) {
        ConsumerRecord<byte[], byte[]> record;
        synchronized (byTransactionId) {
            record = byTransactionId.get(key.transactionId());
        }
        if (record != null) {
            lookUps.execute(() -> {
                Decision decision = decision(key, bodyHash, record);
                if (decision != null) {
                    then.accept(decision);
                }
            });
        }
    }

    @Override
    public void close() {
        lookUps.getQueue().clear();
        lookUps.execute(this::closeTransactions);
        lookUps.shutdown();
        consumer.wakeup();
        loop.close();
    }

    private void closeTransactions() {
        if (transactions != null) {
            transactions.close();
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
            if (record.key() != null) {
                synchronized (byTransactionId) {
                    // The first decision counts. Those after it are on repeats.
                    byTransactionId.putIfAbsent(new String(record.key(), UTF_8), record);
                }
            }
        }
    }

    private @Nullable Decision decision(
            TransactionReference key, String bodyHash, ConsumerRecord<byte[], byte[]> record) {
        Decision decision = DecisionLookup.decision(record, decisions, signatures);
        if (decision == null
                || !decision.accountId().equals(key.accountId())
                || decision.cause() == Cause.ID_CONFLICT) {
            return null;
        }
        Transaction decided = transactions().find(decision);
        boolean isSame = decided != null && Sha256.hex(bodies.write(decided)).equals(bodyHash);
        return isSame
                ? new Decision(
                        decision.transactionId(),
                        decision.accountId(),
                        decision.eventTimeMs(),
                        decision.policy(),
                        decision.scoring(),
                        true,
                        decision.decidedAtMs(),
                        decision.origin())
                : null;
    }

    private TransactionLookup transactions() {
        TransactionLookup opened = transactions;
        if (opened == null) {
            opened = new TransactionLookup(settings);
            transactions = opened;
        }
        return opened;
    }
}
