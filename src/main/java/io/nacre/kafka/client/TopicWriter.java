package io.nacre.kafka.client;

import io.nacre.codec.ContractReader;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to one topic for a command. {@link #write} blocks while the buffer is full. The next call throws the
 * first error. Not thread-safe.
 */
public final class TopicWriter<T> implements AutoCloseable {

    /** Timeout for an unreachable broker. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Topic<T> topic;
    private final String name;
    private final KafkaSettings settings;
    private final ProducerRecordFactory<T> maker;
    private final @Nullable ContractReader<T> check;
    private final ContractWriter<T> checked;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public TopicWriter(KafkaSettings settings, Topic<T> topic) {
        this(settings, topic, PATIENCE.multipliedBy(6));
    }

    /** @param patience how long a value may wait for its acknowledgement */
    public TopicWriter(KafkaSettings settings, Topic<T> topic, Duration patience) {
        this.topic = topic;
        this.name = settings.nameOf(topic);
        this.maker = new ProducerRecordFactory<>(topic, settings);
        Properties properties = ProducerSettings.of(settings);
        // Shorter than the patience, so that a lost request is repeated.
        String requestMs = Long.toString(Math.min(PATIENCE.toMillis(), patience.toMillis() / 2));
        properties.putIfAbsent("max.block.ms", requestMs);
        properties.putIfAbsent("request.timeout.ms", requestMs);
        properties.putIfAbsent("delivery.timeout.ms", Long.toString(patience.toMillis()));
        this.settings = settings;
        this.check = isChecked(topic) ? topic.contract().reader(Framing.SINGLE_OBJECT) : null;
        this.checked = topic.contract().writer(Framing.SINGLE_OBJECT, name);
        try {
            this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }

    /** Passes a value to the producer, which sends it soon. */
    public void write(T value) {
        surface();
        if (check != null) {
            refuseUnreadable(value, check);
        }
        try {
            // The callback records errors.
            Future<RecordMetadata> unused =
                    producer.send(maker.record(value), (metadata, error) -> failure.compareAndSet(null, error));
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** Writes a value, waits for the acknowledgement and returns its origin. */
    public RecordOrigin writeAndWait(T value) {
        return send(value).await();
    }

    /** Passes a value to the producer. Other than after {@link #write}, an error concerns only this value. */
    public Acknowledgement send(T value) {
        surface();
        if (check != null) {
            refuseUnreadable(value, check);
        }
        try {
            return new Acknowledgement(producer.send(maker.record(value)));
        } catch (KafkaException e) {
            throw failed(e);
        }
    }

    /** The broker's answer to one value; any thread may wait for it. */
    public final class Acknowledgement {

        private final Future<RecordMetadata> metadata;

        private Acknowledgement(Future<RecordMetadata> metadata) {
            this.metadata = metadata;
        }

        /** Waits for the answer, and returns the value's origin. */
        public RecordOrigin await() {
            try {
                RecordMetadata written = KafkaFutures.of(metadata, settings, "writing");
                return new RecordOrigin(written.topic(), written.partition(), written.offset(), written.timestamp());
            } catch (KafkaException e) {
                throw failed(e);
            }
        }
    }

    /** Waits until all values are acknowledged. */
    public void flush() {
        producer.flush();
        surface();
    }

    /** Flushes, and throws the first error. */
    @Override
    public void close() {
        try {
            flush();
        } finally {
            producer.close();
        }
    }

    /** Rejects values with content that must not be on a topic, such as a card number in a note. */
    private void refuseUnreadable(T value, ContractReader<T> reader) {
        DecodeResult<T> decodeResult = reader.read(RecordOrigin.NONE, checked.write(value));
        if (decodeResult instanceof DecodeResult.Rejected<T> rejected) {
            DeadLetter letter = rejected.letter();
            throw new KafkaAccessException("not written to " + name + ": "
                    + (letter.field() == null ? "it" : letter.field()) + " " + letter.detail());
        }
        if (decodeResult instanceof DecodeResult.Value<T> read && !read.value().equals(value)) {
            List<String> masked = topic.contract().maskedFields(read.value());
            if (!masked.isEmpty()) {
                throw new KafkaAccessException("not written to " + name + ": " + String.join(", ", masked)
                        + " probably contains a card number: remove it");
            }
        }
    }

    /**
     * Whether values are checked before they are sent. Transactions are not, because histories have millions of them
     * and their rows were validated already.
     */
    private static boolean isChecked(Topic<?> topic) {
        return !topic.equals(TopicCatalogue.TRANSACTIONS);
    }

    private void surface() {
        Exception error = failure.get();
        if (error != null) {
            throw failed(error);
        }
    }

    private KafkaAccessException failed(Exception error) {
        if (error instanceof AuthenticationException || error instanceof AuthorizationException) {
            return KafkaAccessException.of(settings, error);
        }
        return new KafkaAccessException(
                "cannot write to topic " + name + " (" + error.getMessage()
                        + "): check that the broker runs and the topic exists ('nacre topics check')",
                error);
    }
}
