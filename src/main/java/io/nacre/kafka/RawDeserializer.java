package io.nacre.kafka;

import io.nacre.payment.Origin;
import io.nacre.stream.Raw;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Hands records on as they are: reading them is the job's part, which can turn a bad one into a dead letter. */
final class RawDeserializer implements KafkaRecordDeserializationSchema<Raw> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Raw> out) {
        Origin origin = new Origin(record.topic(), record.partition(), record.offset(), record.timestamp());
        out.collect(new Raw(origin, record.value()));
    }

    @Override
    public TypeInformation<Raw> getProducedType() {
        return TypeInformation.of(Raw.class);
    }
}
