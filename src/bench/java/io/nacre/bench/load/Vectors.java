package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.bench.baseline.TextScores;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The vectors of preloaded payments as text on a topic, and their scores. */
public record Vectors(PreloadedTopics stock, Traffic traffic, BenchBundle files) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Writes the vectors, computed by a replay. */
    public static Vectors of(PreloadedTopics preloadedTopics, Traffic traffic, BenchBundle files) throws IOException {
        Vectors vectors = new Vectors(preloadedTopics, traffic, files);
        preloadedTopics.renew(vectors.topic());
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", preloadedTopics.brokers());
        properties.setProperty("linger.ms", "5");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            Parity.vectors(
                    preloadedTopics.rows(),
                    traffic,
                    files,
                    (id, vector) -> producer.send(new ProducerRecord<>(vectors.topic(), TextScores.text(id, vector))));
        }
        return vectors;
    }

    /** A task that scores all vectors with a network: onnx or dl4j. */
    public Task task(String network) {
        stock.renew(answers());
        return Task.of(WorkloadType.TEXT_SCORES)
                .with("brokers", stock.brokers())
                .with("from", topic())
                .with("to", answers())
                .with("rows", stock.rows())
                .with("bundle", files.bundle())
                .with("network", network);
    }

    /**
     * Compares the scores with those of a replay.
     *
     * @throws IllegalStateException if a score is missing, or differs by more than the tolerance
     */
    public String check(double tolerance) throws IOException {
        Map<String, Double> scores = scores();
        for (Map.Entry<String, Double> expected :
                Parity.offline(stock.rows(), traffic, files).entrySet()) {
            Double score = scores.get(expected.getKey());
            if (score == null || !(Math.abs(score - expected.getValue()) <= tolerance)) {
                throw new IllegalStateException(
                        "%s has the score %s, and should have %s".formatted(expected.getKey(), score, expected));
            }
        }
        return "%,d scores as a replay computes them, to within %s".formatted(stock.rows(), tolerance);
    }

    private Map<String, Double> scores() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", stock.brokers());
        Map<String, Double> scores = new HashMap<>();
        try (KafkaConsumer<byte[], String> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(answers(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long endNs = System.nanoTime() + PATIENCE.toNanos();
            while (scores.size() < stock.rows() && System.nanoTime() < endNs) {
                for (ConsumerRecord<byte[], String> record : consumer.poll(Duration.ofMillis(100))) {
                    JsonNode answer = json.readTree(record.value().getBytes(UTF_8));
                    scores.put(answer.get("id").asText(), answer.get("score").asDouble());
                }
            }
        }
        return scores;
    }

    private String topic() {
        return stock.prefix() + "vectors";
    }

    private String answers() {
        return stock.prefix() + "scores";
    }
}
