package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.codec.ContractReader;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.PollLoop;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.PropagatedHeaders;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.BodyHash;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Decides like the job, as far as a gateway can tell: declines from 1,000 minor units on, repeats the decision on a
 * repeated transaction, and finds another amount in conflict. While it pauses it decides nothing.
 */
final class JobStub implements AutoCloseable {

    static final long DECLINED_FROM = 1_000;

    private final ContractReader<Transaction> transactions;
    private final ProducerRecordFactory<Decision> replies;
    private final ProducerRecordFactory<Decision> decisions;
    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<TransactionReference, Transaction> decided = new HashMap<>();
    private final List<Map<String, String>> headers = new CopyOnWriteArrayList<>();
    private final PollLoop loop;
    private final Object polling = new Object();
    private boolean paused;

    JobStub(KafkaSettings settings) {
        transactions = TopicCatalogue.TRANSACTIONS.contract().reader(settings.framing());
        replies = new ProducerRecordFactory<>(TopicCatalogue.REPLIES, settings);
        decisions = new ProducerRecordFactory<>(TopicCatalogue.DECISIONS, settings);
        producer = new KafkaProducer<>(
                ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer());
        Properties properties = settings.clientProperties();
        properties.setProperty("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(settings.nameOf(TopicCatalogue.TRANSACTIONS)).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        loop = new PollLoop("job-stub", this::poll, consumer);
    }

    /** Waits for a poll that has begun. From the return on, the stub decides nothing. */
    void pause() {
        synchronized (polling) {
            paused = true;
        }
    }

    void resume() {
        synchronized (polling) {
            paused = false;
        }
    }

    /** The passed headers of each transaction, without those of the gateway. */
    List<Map<String, String>> headers() {
        return headers;
    }

    @Override
    public void close() {
        loop.close();
        producer.close(Duration.ofSeconds(5));
    }

    private void poll() {
        synchronized (polling) {
            if (!paused) {
                decideNext();
            }
        }
        try {
            // The lock is free for a moment, so that the stub can be paused.
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void decideNext() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(20))) {
            RecordOrigin origin = new RecordOrigin(
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    record.timestamp(),
                    null,
                    PropagatedHeaders.of(record.headers()));
            if (transactions.read(origin, record.value()) instanceof DecodeResult.Value<Transaction> read) {
                decide(read.value(), origin);
            }
        }
        producer.flush();
    }

    private void decide(Transaction transaction, RecordOrigin origin) {
        Transaction first = decided.putIfAbsent(TransactionReference.of(transaction), transaction);
        boolean conflict = first != null && !first.amount().equals(transaction.amount());
        Outcome outcome = conflict
                ? Outcome.REVIEW
                : transaction.amount().minorUnits() >= DECLINED_FROM ? Outcome.DECLINE : Outcome.APPROVE;
        Decision decision = new Decision(
                transaction.id(),
                transaction.accountId(),
                transaction.eventTimeMs(),
                new PolicyOutcome(outcome, conflict ? Cause.ID_CONFLICT : Cause.SCORE, null),
                new ScoringResult(new ModelScore(Samples.trail(0.25), List.of(), null, "b-1")),
                first != null,
                System.currentTimeMillis(),
                origin);
        Map<String, String> passed = new HashMap<>(origin.headers());
        passed.remove(ReplyAddress.HEADER);
        passed.remove(BodyHash.HEADER);
        headers.add(passed);
        Future<RecordMetadata> unused = producer.send(decisions.record(decision));
        ReplyAddress address = ReplyAddress.of(origin);
        if (address != null) {
            ProducerRecord<byte[], byte[]> record = replies.record(decision);
            ProducerRecord<byte[], byte[]> reply = new ProducerRecord<>(
                    record.topic(), address.partition(), record.key(), record.value(), record.headers());
            reply.headers().add(ReplyAddress.HEADER, address.text().getBytes(US_ASCII));
            unused = producer.send(reply);
        }
    }
}
