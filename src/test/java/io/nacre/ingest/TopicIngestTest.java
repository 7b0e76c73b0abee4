package io.nacre.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.ingest.iso8583.BitmapEncoding;
import io.nacre.ingest.iso8583.CardMessage;
import io.nacre.ingest.iso8583.Iso8583Converter;
import io.nacre.ingest.iso8583.Iso8583Mapping;
import io.nacre.ingest.iso8583.TextEncoding;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.ProducerSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.LifecycleEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class TopicIngestTest {

    private static final String TOPIC = "switch.messages";

    @TempDir
    private Path folder;

    @Test
    void convertsATopicCommitsWhatIsAcknowledgedAndWritesDeadLetters() throws Exception {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings settings = KafkaSettings.of(broker.brokers()).withPrefix("eu.");
            try (TopicSetup topics = new TopicSetup(settings)) {
                topics.create(1, 1);
            }
            create(settings);
            send(settings, CardMessage.purchase(), CardMessage.purchase().with(49, "000"), CardMessage.response("51"));

            IngestCounts first = ingest(settings);
            IngestCounts nothing = ingest(settings);
            send(settings, CardMessage.reversal());
            IngestCounts second = ingest(settings);

            assertThat(first.transactions()).isEqualTo(1);
            assertThat(first.lifecycleEvents()).isEqualTo(1);
            assertThat(first.rejected()).isEqualTo(1);
            assertThat(first.skipped()).containsEntry("tombstone", 1L);
            assertThat(nothing.messages()).isZero();
            assertThat(second.messages()).isEqualTo(2);
            assertThat(read(settings, TopicCatalogue.TRANSACTIONS)).hasSize(1);
            assertThat(read(settings, TopicCatalogue.LIFECYCLE))
                    .extracting(LifecycleEvent::type)
                    .containsExactly(LifecycleEvent.Type.DECLINED, LifecycleEvent.Type.REVERSED);
            DeadLetter letter = read(settings, TopicCatalogue.DEAD_LETTERS).get(0);
            assertThat(letter.code()).isEqualTo(RejectionCode.CURRENCY_UNKNOWN);
            assertThat(letter.field()).isEqualTo("currency");
            assertThat(letter.origin().topic()).isEqualTo(TOPIC);
            assertThat(letter.origin().offset()).isEqualTo(1);
            assertThat(new String(letter.value(), ISO_8859_1)).matches("0100\\*+");
        }
    }

    private IngestCounts ingest(KafkaSettings settings) throws IOException {
        Iso8583Converter converter = new Iso8583Converter(
                TextEncoding.ASCII,
                BitmapEncoding.HEX,
                Iso8583Mapping.standard(),
                RecordTokens.read(TokenKeys.write(folder)),
                null);
        try (TopicIngest ingest = new TopicIngest(settings, TOPIC, "ingest-test", false, converter)) {
            return ingest.run(true, () -> {});
        }
    }

    private static void create(KafkaSettings settings) throws Exception {
        try (Admin admin = settings.admin(Duration.ofSeconds(10))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** The messages, then a tombstone. */
    private static void send(KafkaSettings settings, CardMessage... messages) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (CardMessage message : messages) {
                producer.send(new ProducerRecord<>(TOPIC, message.ascii()));
            }
            producer.send(new ProducerRecord<>(TOPIC, "key".getBytes(UTF_8), null));
        }
    }

    private static <T> List<T> read(KafkaSettings settings, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> values.add(((DecodeResult.Value<T>) record.decoded()).value()));
        }
        return values;
    }
}
