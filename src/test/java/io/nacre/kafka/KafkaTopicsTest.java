package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractReader;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.RawRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that only sorts out what cannot be read, over a broker. */
@Tag("end-to-end")
class KafkaTopicsTest {

    private static final int GOOD = 200;
    private static final int BAD = 50;

    private static LocalBroker broker;

    @BeforeAll
    static void startBroker(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @ParameterizedTest
    @EnumSource(KafkaSettings.Delivery.class)
    void turnsEachUnreadableRecordIntoOneDeadLetter(KafkaSettings.Delivery delivery, @TempDir Path checkpoints)
            throws Exception {
        KafkaSettings settings = KafkaSettings.of(broker.brokers())
                .withPrefix(delivery.name() + ".")
                .with(delivery);
        try (TopicSetup setup = new TopicSetup(settings)) {
            setup.create(1);
        }
        produce(settings);

        run(settings, checkpoints);

        List<String> sources = sources(settings);
        assertThat(sources).hasSize(BAD).doesNotHaveDuplicates();
        assertThat(sources).allMatch(source -> source.startsWith(settings.nameOf(TopicCatalogue.TRANSACTIONS) + ":"));
    }

    private static void produce(KafkaSettings settings) {
        try (TopicWriter<Transaction> writer = new TopicWriter<>(settings, TopicCatalogue.TRANSACTIONS)) {
            IntStream.range(0, GOOD).forEach(seed -> writer.write(new Samples(seed).transaction()));
        }
        Properties properties = settings.clientProperties();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < BAD; i++) {
                Future<RecordMetadata> unused = producer.send(
                        new ProducerRecord<>(settings.nameOf(TopicCatalogue.TRANSACTIONS), new byte[] {1, (byte) i}));
            }
        }
    }

    private static void run(KafkaSettings settings, Path checkpoints) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        env.enableCheckpointing(200);
        KafkaTopics topics = KafkaTopics.bounded(settings);
        topics.transactions(env)
                .flatMap(new SortOut())
                .uid("sort-out")
                .sinkTo(topics.deadLetters())
                .uid("dead-letters");
        env.execute("sort-out");
    }

    private static List<String> sources(KafkaSettings settings) {
        List<String> sources = new ArrayList<>();
        try (TopicReader<DeadLetter> reader = new TopicReader<>(settings, TopicCatalogue.DEAD_LETTERS)) {
            reader.readToEnd(record -> {
                assertThat(record.decoded()).isInstanceOf(DecodeResult.Value.class);
                sources.add(String.valueOf(record.source()));
            });
        }
        return sources;
    }

    /** Keeps only what cannot be read. */
    private static final class SortOut extends RichFlatMapFunction<RawRecord, DeadLetter> {

        private transient @Nullable ContractReader<Transaction> reader;

        @Override
        public void open(OpenContext context) {
            reader = Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT);
        }

        @Override
        public void flatMap(RawRecord rawRecord, Collector<DeadLetter> out) {
            if (reader != null
                    && reader.read(rawRecord.origin(), rawRecord.value())
                            instanceof DecodeResult.Rejected<Transaction> rejected) {
                out.collect(rejected.letter());
            }
        }
    }
}
