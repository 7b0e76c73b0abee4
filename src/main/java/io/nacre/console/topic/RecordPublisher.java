package io.nacre.console.topic;

import io.nacre.console.store.ConsoleDatabase;
import io.nacre.console.store.StoreWriter;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts records of people on their topics, and then in the store. Thread-safe. */
public final class RecordPublisher implements AutoCloseable {

    /** How long a person waits for an answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final ConsoleDatabase database;
    private final Map<Topic<?>, TopicWriter<?>> writers = new ConcurrentHashMap<>();

    public RecordPublisher(KafkaSettings settings, ConsoleDatabase database) {
        this.settings = settings;
        this.database = database;
    }

    /**
     * Writes a record. It is on its topic and in the store when this returns.
     *
     * @throws io.nacre.kafka.client.KafkaAccessException if the broker did not acknowledge it; it may still arrive
     */
    public <T> void publish(Topic<T> topic, T value) {
        RecordOrigin origin = send(topic, value).await();
        StoreWriter.writeOwn(database, origin, value);
    }

    /**
     * Writes a record that the store does not have. It is on its topic when this returns.
     *
     * @throws io.nacre.kafka.client.KafkaAccessException if the broker did not acknowledge it; it may still arrive
     */
    public <T> void append(Topic<T> topic, T value) {
        send(topic, value).await();
    }

    private <T> TopicWriter<T>.Acknowledgement send(Topic<T> topic, T value) {
        // The writers of a topic have the type of its records.
        @SuppressWarnings("unchecked")
        TopicWriter<T> writer =
                (TopicWriter<T>) writers.computeIfAbsent(topic, each -> new TopicWriter<>(settings, each, PATIENCE));
        synchronized (writer) {
            return writer.send(value);
        }
    }

    @Override
    public void close() {
        writers.values().forEach(TopicWriter::close);
    }
}
