package io.nacre.app.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.app.CliRun;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.Redrive;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The commands over a broker with a few dead letters on it. */
@Tag("broker")
class DeadLettersCommandTest {

    private static LocalBroker broker;

    private KafkaSettings kafka;
    private String topic;

    @BeforeAll
    static void start(@TempDir Path folder) {
        broker = LocalBroker.start(folder.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        kafka = KafkaSettings.of(broker.brokers())
                .withPrefix(test.getTestMethod().orElseThrow().getName() + ".");
        topic = kafka.nameOf(TopicCatalogue.TRANSACTIONS);
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
    }

    @Test
    void countsByTopicAndReasonAndFilters(@TempDir Path folder) throws Exception {
        refuse("one", RejectionCode.UNREADABLE);
        refuse("two", RejectionCode.UNREADABLE);
        RecordOrigin third = refuse("three", RejectionCode.SCHEMA_UNKNOWN);
        Path file = folder.resolve("letters.csv");

        CliRun all = nacre("dead-letters list --out " + file);
        CliRun some = nacre("dead-letters list --code schema_unknown");
        CliRun none = nacre("dead-letters list --before 2000-01-01T00:00:00Z");

        assertThat(all.code()).isZero();
        assertThat(all.out()).containsPattern(topic + " +UNREADABLE +2 ").contains("3 dead letters in " + file);
        assertThat(Files.readAllLines(file)).hasSize(4);
        assertThat(some.out())
                .contains("1 dead letters", SourceHeader.text(third))
                .doesNotContain("UNREADABLE");
        assertThat(none.out()).isEqualToIgnoringNewLines("0 dead letters");
    }

    @Test
    void showsAllFieldsAndBytesAndNoCardNumber() throws Exception {
        RecordOrigin place = refuse("pan 4111111111111111 \u001b[2J", RejectionCode.UNREADABLE);

        CliRun shown = nacre("dead-letters show " + SourceHeader.text(place));

        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .contains("code     UNREADABLE", "field    the whole record", "70 61 6e 20", "pan ****")
                .doesNotContain("4111", "31 31 31", "\u001b");
    }

    @Test
    void explainShowsARejectionBesideTheDecision() throws Exception {
        RecordOrigin place = refuse("bytes", RejectionCode.AMOUNT_RANGE);
        DeadLetter letter = new DeadLetter(place, null, RejectionCode.AMOUNT_RANGE, "amount_minor", "is negative");
        try (TopicWriter<RejectedTransaction> writer = new TopicWriter<>(kafka, TopicCatalogue.REJECTED_TRANSACTIONS)) {
            writer.write(RejectedTransaction.of(new TransactionReference("t-1", "a-1"), letter, 1));
        }

        CliRun alone = nacre("explain decided t-1");
        CliRun other = nacre("explain decided t-2");
        CliRun csv = nacre("decisions --out " + Files.createTempFile("decisions", ".csv"));
        Decision decision = new Samples(1).decision();
        try (TopicWriter<Decision> writer = new TopicWriter<>(kafka, TopicCatalogue.DECISIONS)) {
            writer.write(decision);
        }
        CliRun decided = nacre("explain decided " + decision.transactionId());

        assertThat(alone.code()).isZero();
        assertThat(alone.out())
                .contains(
                        "t-1: the record at " + SourceHeader.text(place) + " was rejected and not decided",
                        "AMOUNT_RANGE, amount_minor is negative",
                        "nacre dead-letters show " + SourceHeader.text(place));
        assertThat(other.code()).isEqualTo(1);
        assertThat(csv.out()).contains("0 decisions in").contains("1 other records are rejections");
        assertThat(decided.out()).contains(decision.outcome().name()).doesNotContain("rejected");
    }

    @Test
    void sendsAgainOnlyWithYes() throws Exception {
        RecordOrigin place = refuse("bytes", RejectionCode.SCHEMA_UNKNOWN);
        refuse("others", RejectionCode.EMPTY);

        CliRun dry = nacre("dead-letters redrive --code SCHEMA_UNKNOWN");
        int before = records().size();
        CliRun sent = nacre("dead-letters redrive --code SCHEMA_UNKNOWN --yes");

        assertThat(dry.out()).as(dry.err()).contains("1 of 1 would be sent again; --yes sends them.");
        assertThat(before).isEqualTo(2);
        assertThat(sent.out()).contains("1 of 1 sent again.");
        assertThat(records()).hasSize(3);
        ConsumerRecord<byte[], byte[]> last = records().get(2);
        assertThat(new String(last.key(), UTF_8)).isEqualTo("account");
        assertThat(new String(last.value(), UTF_8)).isEqualTo("bytes");
        assertThat(header(last, "trace")).isEqualTo("t-1");
        assertThat(header(last, Redrive.TIMES)).isEqualTo("1");
        assertThat(header(last, Redrive.FIRST)).isEqualTo(SourceHeader.text(place));
    }

    @Test
    void nothingGoesRoundForEver() throws Exception {
        RecordOrigin place = refuse("bytes", RejectionCode.UNREADABLE);
        nacre("dead-letters redrive --times 2 --yes");
        letter(at(1), "bytes", RejectionCode.UNREADABLE);

        CliRun second = nacre("dead-letters redrive --times 2 --yes --at " + SourceHeader.text(at(1)));
        CliRun third = nacre("dead-letters redrive --times 2 --yes --at " + SourceHeader.text(place));

        assertThat(second.out()).contains("attempt 2", "1 of 1 sent again.");
        assertThat(header(records().get(2), Redrive.FIRST)).isEqualTo(SourceHeader.text(place));
        assertThat(third.out()).contains("not sent: it was redriven 2 times already", "0 of 1 sent again.");
        assertThat(records()).hasSize(3);
    }

    @Test
    void whatItsTopicRemovedIsTakenFromTheLetterIfThatIsWhole() throws Exception {
        refuse("whole", RejectionCode.UNREADABLE);
        refuse("masked ****************", RejectionCode.CARD_NUMBER);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.brokers()))) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get();
        }

        CliRun sent = nacre("dead-letters redrive --yes");

        assertThat(sent.out()).contains("1 of 2 sent again.", "not sent: its topic no longer has it");
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(new String(record.value(), UTF_8)).isEqualTo("whole");
            assertThat(record.key()).isNull();
        });
    }

    /** At the letter's offset lies another record now. */
    @Test
    void whatWasOnATopicThatWasCreatedAgainIsTakenFromTheLetter() throws Exception {
        RecordOrigin place = refuse("of the old topic", RejectionCode.UNREADABLE);
        String before = topicId();
        letter(
                new RecordOrigin(topic, 0, 0, place.timestampMs(), before),
                "of the old topic, with its id",
                RejectionCode.EMPTY);
        recreate();
        RecordOrigin now = refuse("of the new topic", RejectionCode.UNREADABLE);
        assertThat(now.offset()).isEqualTo(place.offset());

        CliRun shown = nacre("dead-letters show " + topic + ":0:0:" + before);
        CliRun several = nacre("dead-letters show " + topic + ":0:0");
        CliRun sent = nacre("dead-letters redrive --yes --code EMPTY");

        assertThat(shown.out()).contains("source   " + topic + ":0:0:" + before, "code     EMPTY");
        assertThat(several.code()).isEqualTo(1);
        assertThat(several.err()).contains("several topics with this name", topic + ":0:0:" + before);
        assertThat(sent.out()).contains("1 of 1 sent again.");
        ConsumerRecord<byte[], byte[]> last = records().get(1);
        assertThat(new String(last.value(), UTF_8)).isEqualTo("of the old topic, with its id");
        assertThat(header(last, Redrive.FIRST)).isEqualTo(topic + ":0:0:" + before);
    }

    private String topicId() throws Exception {
        try (Admin admin = Admin.create(client())) {
            return admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .topicId()
                    .toString();
        }
    }

    private void recreate() throws Exception {
        try (Admin admin = Admin.create(client());
                TopicSetup topics = new TopicSetup(kafka)) {
            admin.deleteTopics(List.of(topic)).all().get();
            topics.create(1, 1);
        }
    }

    @Test
    void refusesToSendMoreThanIsMeant() throws Exception {
        refuse("one", RejectionCode.UNREADABLE);
        refuse("two", RejectionCode.UNREADABLE);

        CliRun refused = nacre("dead-letters redrive --limit 1 --yes");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("more than 1 dead letters match: filter by --code");
        assertThat(records()).hasSize(2);
    }

    private CliRun nacre(String line) {
        return CliRun.of(line + " --bootstrap-servers " + broker.brokers() + " --topic-prefix " + kafka.prefix());
    }

    private RecordOrigin refuse(String value, RejectionCode code) throws Exception {
        RecordOrigin place;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, "account".getBytes(UTF_8), value.getBytes(UTF_8));
            record.headers().add("trace", "t-1".getBytes(UTF_8));
            RecordMetadata sent = producer.send(record).get();
            place = new RecordOrigin(topic, sent.partition(), sent.offset(), sent.timestamp());
        }
        letter(place, value, code);
        return place;
    }

    private void letter(RecordOrigin place, String value, RejectionCode code) {
        try (TopicWriter<DeadLetter> letters = new TopicWriter<>(kafka, TopicCatalogue.DEAD_LETTERS)) {
            letters.write(new DeadLetter(place, value.getBytes(UTF_8), code, null, "as a test says"));
        }
    }

    private RecordOrigin at(long offset) {
        return new RecordOrigin(topic, 0, offset, records().get((int) offset).timestamp());
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        TopicPartition only = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = consumer.endOffsets(List.of(only)).get(only);
            while (consumer.position(only) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    private static Properties client() {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.brokers());
        return properties;
    }
}
