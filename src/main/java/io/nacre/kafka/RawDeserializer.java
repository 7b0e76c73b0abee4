package io.nacre.kafka;

import static java.util.Objects.requireNonNull;

import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.SignatureVerifier;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.topic.PropagatedHeaders;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.Topic.Cleanup;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.RawRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Returns records undecoded, with the result of their signature check. The job decodes them, and turns an invalid one
 * into a dead letter.
 */
final class RawDeserializer implements KafkaRecordDeserializationSchema<RawRecord> {

    private final Topic<?> topic;
    private final KafkaSettings settings;
    private final TopicIds topics;
    private transient @Nullable SignatureVerifier signatureVerifier;

    RawDeserializer(Topic<?> topic, KafkaSettings settings, TopicIds topics) {
        this.topic = topic;
        this.settings = settings;
        this.topics = topics;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        signatureVerifier = SignatureVerifier.of(topic, settings);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RawRecord> out) {
        if (record.value() == null && topic.cleanup() != Cleanup.DELETE) {
            // A tombstone removes a key on the broker; the job ignores it.
            return;
        }
        RecordOrigin origin = new RecordOrigin(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                topics.of(record.topic()),
                PropagatedHeaders.of(record.headers()));
        out.collect(new RawRecord(
                origin,
                record.value(),
                requireNonNull(signatureVerifier, "not opened").refusal(record, origin)));
    }

    @Override
    public TypeInformation<RawRecord> getProducedType() {
        return TypeInformation.of(RawRecord.class);
    }
}
