package io.nacre.bench.load;

import io.nacre.bench.measure.Meter;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Copies a topic to another with a consumer and a producer only: the lower bound of any job with Kafka.
 *
 * <p>Settings: brokers, from, to, rows; rounds, the number of copies; offset, the start.
 */
final class CopyLoop {

    private static final Duration POLL = Duration.ofMillis(200);

    private CopyLoop() {}

    static BenchOutcome run(Task task) {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", task.text("brokers"));
        properties.setProperty("linger.ms", "1");
        properties.setProperty("enable.auto.commit", "false");
        // At the end of a round a fetch request is pending, and the next round must wait for it.
        properties.setProperty("fetch.max.wait.ms", "5");
        long rows = task.number("rows", 0);
        long offset = task.number("offset", 0);
        long rounds = task.number("rounds", 1);
        TopicPartition from = new TopicPartition(task.text("from"), 0);
        Meter meter = Meter.start();
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            consumer.assign(List.of(from));
            for (int round = 0; round < rounds; round++) {
                consumer.seek(from, offset);
                copy(rows, consumer, producer, task.text("to"));
            }
        }
        return BenchOutcome.of(meter.stop(rows * rounds));
    }

    private static void copy(
            long rows, KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, String to) {
        long copied = 0;
        while (copied < rows) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                producer.send(new ProducerRecord<>(to, record.key(), record.value()));
                copied++;
            }
        }
    }
}
