package io.nacre.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.ReplyAddress;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Serializes values for the gateway that waits for them: into its partition, with its reply address. */
final class ReplySerializer<T> implements KafkaRecordSerializationSchema<T> {

    private final TopicSerializer<T, T> values;
    private final Topic.PartExtractor<T, RecordOrigin> origin;

    ReplySerializer(TopicSerializer<T, T> values, Topic.PartExtractor<T, RecordOrigin> origin) {
        this.values = values;
        this.origin = origin;
    }

    @Override
    public void open(SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        values.open(context, sinkContext);
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext context, @Nullable Long timestamp) {
        ReplyAddress address = requireNonNull(
                ReplyAddress.of(requireNonNull(origin.of(value), "no origin")), "no gateway waits for it");
        ProducerRecord<byte[], byte[]> record = values.serialize(value, context, timestamp);
        // A producer can name any partition. One that does not exist would block the sink.
        int[] partitions = context.getPartitionsForTopic(record.topic());
        ProducerRecord<byte[], byte[]> reply = new ProducerRecord<>(
                record.topic(),
                partitions[address.partition() % partitions.length],
                record.key(),
                record.value(),
                record.headers());
        reply.headers().add(ReplyAddress.HEADER, address.text().getBytes(US_ASCII));
        return reply;
    }
}
