package io.nacre.ingest;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes transactions, lifecycle events and dead letters. One producer keeps the records of an account and topic in
 * order. The call after a failure throws it. Not thread-safe.
 */
public final class IngestProducer implements AutoCloseable {

    private final KafkaSettings settings;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ProducerRecordFactory<Transaction> transactions;
    private final ProducerRecordFactory<LifecycleEvent> lifecycleEvents;
    private final ProducerRecordFactory<DeadLetter> deadLetters;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public IngestProducer(KafkaSettings settings) {
        this.settings = settings;
        Properties properties = ProducerSettings.patient(settings);
        try {
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
        transactions = new ProducerRecordFactory<>(TopicCatalogue.TRANSACTIONS, settings);
        lifecycleEvents = new ProducerRecordFactory<>(TopicCatalogue.LIFECYCLE, settings);
        deadLetters = new ProducerRecordFactory<>(TopicCatalogue.DEAD_LETTERS, settings);
    }

    public void send(Transaction transaction) {
        send(transactions.record(transaction));
    }

    public void send(LifecycleEvent event) {
        send(lifecycleEvents.record(event));
    }

    void send(DeadLetter letter) {
        send(deadLetters.record(letter));
    }

    /** Waits until the broker has acknowledged everything. */
    public void flush() {
        try {
            producer.flush();
        } catch (KafkaException e) {
            throw failed(e);
        }
        requireNoFailure();
    }

    /** Closes the producer. Records that were not flushed may be lost, so the caller flushes first. */
    @Override
    public void close() {
        producer.close();
    }

    private void send(ProducerRecord<byte @Nullable [], byte[]> record) {
        requireNoFailure();
        try {
            // The callback keeps the first failure.
            Future<RecordMetadata> unused =
                    producer.send(record, (metadata, error) -> failure.compareAndSet(null, error));
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    private void requireNoFailure() {
        Exception error = failure.get();
        if (error != null) {
            throw failed(error);
        }
    }

    private KafkaAccessException failed(Exception error) {
        return KafkaAccessException.of(settings, error);
    }
}
