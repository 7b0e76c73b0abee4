package io.nacre.kafka.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaFutures;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes tombstones for keys of compacted topics. The next compaction removes the keys. */
public final class Tombstones {

    private Tombstones() {}

    /** Returns once the tombstones are acknowledged. */
    public static void write(KafkaSettings settings, Map<Topic<?>, List<String>> keys) {
        Properties properties = ProducerSettings.of(settings);
        properties.putIfAbsent("max.block.ms", "10000");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            keys.forEach((topic, named) -> named.forEach(key ->
                    sent.add(producer.send(new ProducerRecord<>(settings.nameOf(topic), key.getBytes(UTF_8), null)))));
            for (Future<RecordMetadata> each : sent) {
                KafkaFutures.of(each, settings, "writing");
            }
        } catch (KafkaException e) {
            throw KafkaAccessException.of(settings, e);
        }
    }
}
