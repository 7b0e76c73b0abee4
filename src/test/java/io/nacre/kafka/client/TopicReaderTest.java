package io.nacre.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Example;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class TopicReaderTest {

    private static LocalBroker broker;
    private static KafkaSettings settings;

    @BeforeAll
    static void startBroker(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
        settings = KafkaSettings.of(broker.brokers());
        try (TopicSetup setup = new TopicSetup(settings)) {
            setup.create(1, 1);
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void countsTheRecordsThatItLeavesOut() throws Exception {
        try (TopicWriter<Example> writer = new TopicWriter<>(settings, TopicCatalogue.EXAMPLES)) {
            writer.write(new Samples(1).example());
        }
        send(TopicCatalogue.EXAMPLES, 0, new byte[] {1, 2, 3});
        send(TopicCatalogue.EXAMPLES, 0, new byte[] {4});
        List<Example> read = new ArrayList<>();

        try (TopicReader<Example> reader = new TopicReader<>(settings, TopicCatalogue.EXAMPLES)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<Example> value) {
                    read.add(value.value());
                }
            });

            assertThat(read).hasSize(1);
            assertThat(reader.unreadable()).isEqualTo(2);
        }
    }

    /** They may get records before the reader notices them. */
    @Test
    void readsPartitionsThatAreAddedFromTheirBeginning() throws Exception {
        String topic = settings.nameOf(TopicCatalogue.LISTS);
        Set<Integer> read = new HashSet<>();
        try (TopicReader<?> reader = new TopicReader<>(
                        settings, TopicCatalogue.LISTS, Duration.ofSeconds(5), Duration.ofMillis(50));
                Admin admin = Admin.create(settings.clientProperties())) {
            reader.readToEnd(record -> {});
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                    .all()
                    .get();
            sendTo(new TopicPartition(topic, 1));
            sendTo(new TopicPartition(topic, 2));
            sendTo(new TopicPartition(topic, 0));

            for (int i = 0; i < 1_000 && read.size() < 3; i++) {
                reader.poll(
                        Duration.ofMillis(20),
                        record -> assertThat(read.add(record.origin().partition()))
                                .as("a record is read twice")
                                .isTrue());
            }

            assertThat(read).containsExactly(0, 1, 2);
            reader.readToEnd(record -> fail("a record is read twice"));
        }
    }

    /** The producer's word counts for nothing on a topic that the catalogue created. */
    @Test
    void theBrokerSetsTheTimestamps() throws Exception {
        long beforeMs = System.currentTimeMillis();
        send(TopicCatalogue.VERDICTS, 0, new byte[] {1});
        List<Long> stamps = new ArrayList<>();

        try (TopicReader<?> reader = new TopicReader<>(settings, TopicCatalogue.VERDICTS)) {
            reader.readToEnd(record -> stamps.add(record.origin().timestampMs()));
        }

        assertThat(stamps).singleElement().satisfies(stamp -> assertThat(stamp).isGreaterThanOrEqualTo(beforeMs));
    }

    @Test
    void aKeyHasThePartitionThatTheProducerChooses() throws Exception {
        String topic = settings.nameOf(TopicCatalogue.REPLIES);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic).size();
            for (int i = 0; i < 200; i++) {
                byte[] key = ("p-" + i).getBytes(StandardCharsets.UTF_8);
                int chosen = producer.send(new ProducerRecord<>(topic, key, new byte[] {1}))
                        .get()
                        .partition();

                assertThat(KeyPartitioner.partition(key, partitions)).isEqualTo(chosen);
            }
        }
    }

    private static void sendTo(TopicPartition partition) throws Exception {
        Properties properties = settings.clientProperties();
        properties.setProperty("metadata.max.age.ms", "50");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(partition.topic(), partition.partition(), null, new byte[] {1}))
                    .get();
        }
    }

    private static void send(Topic<?> topic, long stampMs, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(settings.nameOf(topic), null, stampMs, null, value))
                    .get();
        }
    }
}
