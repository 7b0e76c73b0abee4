package io.nacre.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of one installation, filled with payments before the measurement, and cleared of outputs after each run.
 *
 * @param prefix of the installation's topics
 * @param rows the number of payments
 */
public record PreloadedTopics(String brokers, String prefix, int rows, int partitions) {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private static final List<String> ANSWERS = List.of(
            TopicCatalogue.DECISIONS.name(),
            TopicCatalogue.ALERTS.name(),
            TopicCatalogue.EXAMPLES.name(),
            TopicCatalogue.DEAD_LETTERS.name());

    /** Creates the topics and writes the first payments of the traffic. */
    public static PreloadedTopics fill(String brokers, String prefix, Traffic traffic, int rows, int partitions) {
        PreloadedTopics preloadedTopics = new PreloadedTopics(brokers, prefix, rows, partitions);
        preloadedTopics.createMissing();
        preloadedTopics.append(traffic, 0, rows);
        return preloadedTopics;
    }

    /** Writes payments at full speed. */
    public void append(Traffic traffic, int from, int to) {
        ContractWriter<Transaction> writer = Contract.TRANSACTION.writer(Framing.SINGLE_OBJECT, topic());
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", brokers);
        properties.setProperty("linger.ms", "5");
        properties.setProperty("batch.size", "131072");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = from; i < to; i++) {
                Transaction transaction = traffic.payment(i).transaction();
                producer.send(new ProducerRecord<>(
                        topic(), transaction.accountId().getBytes(UTF_8), writer.write(transaction)));
            }
        }
    }

    /** Returns once there are so many decisions. */
    public void awaitDecisions(long count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE.toNanos();
        try (Admin admin = admin()) {
            long decided = count(TopicCatalogue.DECISIONS.name(), admin);
            while (decided < count) {
                if (System.nanoTime() > deadlineNs) {
                    throw new IllegalStateException("only %d of %d payments are decided after %d minutes"
                            .formatted(decided, count, PATIENCE.toMinutes()));
                }
                Thread.sleep(50);
                decided = count(TopicCatalogue.DECISIONS.name(), admin);
            }
        } catch (ExecutionException e) {
            throw failed(e);
        }
    }

    /** With a larger number of payments. */
    public PreloadedTopics having(int more) {
        return new PreloadedTopics(brokers, prefix, more, partitions);
    }

    /** The topic of the payments. */
    public String topic() {
        return kafka().nameOf(TopicCatalogue.TRANSACTIONS);
    }

    public KafkaSettings kafka() {
        return KafkaSettings.of(brokers).withPrefix(prefix);
    }

    /** The number of outputs on a topic of the catalogue. */
    public long count(String topic) {
        try (Admin admin = admin()) {
            return count(topic, admin);
        } catch (ExecutionException | InterruptedException e) {
            throw failed(e);
        }
    }

    private long count(String topic, Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends =
                admin.describeTopics(List.of(prefix + topic)).allTopicNames().get().values().stream()
                        .flatMap(found -> found.partitions().stream()
                                .map(partition -> new TopicPartition(found.name(), partition.partition())))
                        .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(ends).all().get().values().stream()
                .mapToLong(end -> end.offset())
                .sum();
    }

    /** Fails unless every payment has one decision, and none has a dead letter; then clears the outputs. */
    public void settle() {
        long decisions = count(TopicCatalogue.DECISIONS.name());
        long letters = count(TopicCatalogue.DEAD_LETTERS.name());
        if (decisions != rows || letters != 0) {
            throw new IllegalStateException(
                    "of %d payments, %d were decided and %d are dead letters".formatted(rows, decisions, letters));
        }
        empty();
    }

    /** Deletes all outputs. */
    public void empty() {
        try (Admin admin = admin()) {
            Set<String> present = admin.listTopics().names().get();
            admin.deleteTopics(ANSWERS.stream()
                            .map(prefix::concat)
                            .filter(present::contains)
                            .toList())
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw failed(e);
        }
        createMissing();
    }

    /** Deletes and creates a topic. */
    public void renew(String topic) {
        try (Admin admin = admin()) {
            if (admin.listTopics().names().get().contains(topic)) {
                admin.deleteTopics(List.of(topic)).all().get();
            }
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw failed(e);
        }
    }

    private void createMissing() {
        try (TopicSetup topics = new TopicSetup(kafka())) {
            topics.create(1, partitions);
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }

    private static IllegalStateException failed(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("the broker has failed: " + cause.getMessage(), cause);
    }
}
