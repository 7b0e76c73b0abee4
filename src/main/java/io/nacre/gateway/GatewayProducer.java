package io.nacre.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.decision.StandIn;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.BodyHash;
import io.nacre.payment.ReplyAddress;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends transactions and stand-ins. One thread of its own talks to the Kafka client, which blocks while it does not
 * know the topic's partitions; no request may wait for that.
 */
final class GatewayProducer implements AutoCloseable {

    /** How long the client may block its thread. */
    private static final Duration MAX_BLOCK = Duration.ofSeconds(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final ProducerRecordFactory<Transaction> transactions;
    private final ProducerRecordFactory<StandIn> standIns;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "gateway-producer"));

    GatewayProducer(KafkaSettings settings) {
        Properties properties = ProducerSettings.of(settings);
        // A payer waits for each transaction, so none waits for others to fill a batch.
        properties.setProperty("linger.ms", "0");
        properties.setProperty("max.block.ms", Long.toString(MAX_BLOCK.toMillis()));
        try {
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            // The first transaction does not wait for it.
            producer.partitionsFor(settings.nameOf(TopicCatalogue.TRANSACTIONS));
            producer.partitionsFor(settings.nameOf(TopicCatalogue.STAND_INS));
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        transactions = new ProducerRecordFactory<>(TopicCatalogue.TRANSACTIONS, settings);
        standIns = new ProducerRecordFactory<>(TopicCatalogue.STAND_INS, settings);
    }

    /** Sends a transaction; the future completes with the broker's acknowledgement, or exceptionally. */
    CompletableFuture<RecordMetadata> send(
            Transaction transaction, String bodyHash, ReplyAddress address, Map<String, String> headers) {
        return submit(() -> {
            ProducerRecord<byte[], byte[]> record = transactions.record(transaction);
            headers.forEach((name, value) -> record.headers().add(name, value.getBytes(US_ASCII)));
            record.headers().add(ReplyAddress.HEADER, address.text().getBytes(US_ASCII));
            record.headers().add(BodyHash.HEADER, bodyHash.getBytes(US_ASCII));
            return record;
        });
    }

    /** Sends a stand-in; the future completes with the broker's acknowledgement, or exceptionally. */
    CompletableFuture<RecordMetadata> send(StandIn standIn) {
        return submit(() -> standIns.record(standIn));
    }

    private interface RecordSource {
        ProducerRecord<byte[], byte[]> record();
    }

    private CompletableFuture<RecordMetadata> submit(RecordSource source) {
        CompletableFuture<RecordMetadata> acknowledged = new CompletableFuture<>();
        try {
            thread.execute(() -> {
                try {
                    Future<RecordMetadata> unused = producer.send(source.record(), (metadata, error) -> {
                        if (error == null) {
                            acknowledged.complete(metadata);
                        } else {
                            acknowledged.completeExceptionally(error);
                        }
                    });
                } catch (RuntimeException e) {
                    acknowledged.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    /** Sends what is waiting, for a while, and closes the client. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_WITHIN);
    }
}
