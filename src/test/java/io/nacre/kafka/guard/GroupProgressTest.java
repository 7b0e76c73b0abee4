package io.nacre.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class GroupProgressTest {

    private static final List<Topic<?>> TOPICS = List.of(TopicCatalogue.TRANSACTIONS, TopicCatalogue.VERDICTS);

    private static LocalBroker broker;
    private static KafkaSettings settings;

    @BeforeAll
    static void startBroker(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
        settings = KafkaSettings.of(broker.brokers());
        try (TopicSetup setup = new TopicSetup(settings)) {
            setup.create(1, 1);
        }
        try (TopicWriter<Transaction> writer = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS)) {
            writer.write(new Samples(1).transaction());
            writer.write(new Samples(2).transaction());
        }
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void createsTopicsWithTheGivenPartitions() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer("any")) {
            assertThat(consumer.listTopics().values())
                    .filteredOn(partitions -> !partitions.get(0).topic().startsWith("_"))
                    .hasSize(TopicCatalogue.ALL.size())
                    .allSatisfy(partitions -> assertThat(partitions).hasSize(1));
        }
    }

    @Test
    void returnsOnceAllRecordsAreRead() {
        report("reader", 2);

        try (GroupProgress progress = new GroupProgress(settings.withGroupId("reader"))) {
            progress.await(TOPICS, Duration.ZERO);
        }
    }

    @Test
    void reportsTheGroupAndItsUnreadTopics() {
        report("laggard", 1);

        try (GroupProgress progress = new GroupProgress(settings.withGroupId("laggard"))) {
            assertThatThrownBy(() -> progress.await(TOPICS, Duration.ZERO))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("group laggard has not read payments.transactions")
                    .hasMessageContaining("check that the job runs");
        }
    }

    @Test
    void theMarkOfATransactionNeedsNoReading() throws Exception {
        List<Topic<?>> actions = List.of(TopicCatalogue.ACCOUNT_ACTIONS);
        String name = settings.nameOf(TopicCatalogue.ACCOUNT_ACTIONS);
        Properties properties = settings.clientProperties();
        properties.setProperty("transactional.id", "of-the-job");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(name, new byte[] {1}, new byte[] {1}))
                    .get();
            producer.commitTransaction();
        }
        try (GroupProgress progress = new GroupProgress(settings.withGroupId("of-marks"))) {
            report("of-marks", name, 0);
            assertThat(progress.reaches(actions, Duration.ZERO)).isFalse();

            report("of-marks", name, 1);
            assertThat(progress.reaches(actions, Duration.ZERO)).isTrue();
        }
    }

    private static void report(String group, long offset) {
        report(group, settings.nameOf(TopicCatalogue.TRANSACTIONS), offset);
    }

    private static void report(String group, String topic, long offset) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(offset)));
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String group) {
        Properties properties = settings.clientProperties();
        properties.setProperty("group.id", group);
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
