package io.nacre.kafka;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerRecordFactory;
import io.nacre.kafka.guard.JobInstance;
import io.nacre.kafka.topic.PropagatedHeaders;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import java.io.Serializable;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Serializes the values of one topic in a Flink sink, each with the origin of its input as a header, and with the
 * headers that it takes over from its input.
 *
 * @param <E> the element of the sink: a value, or a value with its input
 */
public final class TopicSerializer<E, T> implements KafkaRecordSerializationSchema<E> {

    private final Topic<T> topic;
    private final KafkaSettings settings;
    private final JobInstance start;
    private final KeyExtractor<E, T> value;
    private final Topic.PartExtractor<E, RecordOrigin> origin;
    private transient @Nullable ProducerRecordFactory<T> maker;
    private transient @Nullable Header job;

    /** Extracts the value from the element. */
    @FunctionalInterface
    public interface KeyExtractor<E, T> extends Serializable {
        T of(E element);
    }

    public TopicSerializer(
            Topic<T> topic,
            KafkaSettings settings,
            JobInstance start,
            KeyExtractor<E, T> value,
            Topic.PartExtractor<E, RecordOrigin> origin) {
        this.topic = topic;
        this.settings = settings;
        this.start = start;
        this.value = value;
        this.origin = origin;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        maker = new ProducerRecordFactory<>(topic, settings);
        job = start.header();
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(E element, KafkaSinkContext context, @Nullable Long timestamp) {
        RecordOrigin input = origin.of(element);
        ProducerRecord<byte @Nullable [], byte[]> record =
                requireNonNull(maker, "not opened").record(value.of(element), input);
        record.headers().add(requireNonNull(job));
        if (input != null) {
            PropagatedHeaders.add(input, record.headers());
        }
        return record;
    }
}
