package io.nacre.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.ContractWriter;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.payment.RecordOrigin;
import io.nacre.secret.RecordSigner;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Converts a value to a record of its topic: key, framed bytes, headers. Not thread-safe. */
public final class ProducerRecordFactory<T> {

    private final String name;
    private final Topic<T> topic;
    private final ContractWriter<T> writer;
    private final @Nullable RecordSigner recordSigner;
    private final SourceHeader.Maker sources = new SourceHeader.Maker();

    public ProducerRecordFactory(Topic<T> topic, KafkaSettings settings) {
        this.topic = topic;
        this.name = settings.nameOf(topic);
        this.writer = topic.contract().writer(settings.framing(), name);
        this.recordSigner = settings.signatures().signer(topic.name(), name);
    }

    /** With the origin in the value, if it has one. */
    public ProducerRecord<byte @Nullable [], byte[]> record(T value) {
        return record(value, topic.origin().of(value));
    }

    public ProducerRecord<byte @Nullable [], byte[]> record(T value, @Nullable RecordOrigin origin) {
        String key = topic.key().of(value);
        byte[] bytes = writer.write(value);
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        ProducerRecord<byte @Nullable [], byte[]> record = new ProducerRecord<>(
                name, null, keyBytes, bytes, origin == null ? List.of() : List.of(sources.of(origin)));
        if (recordSigner != null) {
            record.headers().add(RecordSigner.HEADER, recordSigner.sign(keyBytes, bytes));
        }
        return record;
    }
}
