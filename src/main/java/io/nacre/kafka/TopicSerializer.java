package io.nacre.kafka;

import static java.util.Objects.requireNonNull;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Writes the values of one topic in a Flink sink. */
final class TopicSerializer<T> implements KafkaRecordSerializationSchema<T> {

    private final Topic<T> topic;
    private final KafkaSettings settings;
    private transient @Nullable RecordMaker<T> maker;

    TopicSerializer(Topic<T> topic, KafkaSettings settings) {
        this.topic = topic;
        this.settings = settings;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        maker = new RecordMaker<>(topic, settings);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, @Nullable Long timestamp) {
        return requireNonNull(maker, "not opened").record(value);
    }
}
