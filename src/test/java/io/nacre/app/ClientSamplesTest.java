package io.nacre.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nacre.codec.Contract;
import io.nacre.codec.Framing;
import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.Channel;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The samples in Java, Python and Node write transactions that the job reads, and read what the job writes. Python and
 * Node run where the interpreter and its packages are installed: {@code scripts/check-samples} installs them.
 */
@Tag("end-to-end")
class ClientSamplesTest {

    private static final Path SAMPLES = Path.of("src", "docs", "how-to", "samples");
    private static final Path PAGE = Path.of("src", "docs", "how-to", "read-and-write-topics.md");
    private static final Path PACKAGES = Path.of(".nacre", "samples");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void encodesATransactionThatTheJobReads(Language language) throws Exception {
        assumeInstalled(language, false);

        byte[] record = run(language, new byte[0], "encode");

        isTheTransaction(record);
    }

    @ParameterizedTest
    @EnumSource
    void decodesADecision(Language language) throws Exception {
        assumeInstalled(language, false);
        Decision decision = new Samples(7).decision();
        byte[] record = Contract.DECISION
                .writer(Framing.SINGLE_OBJECT, "fraud.decisions")
                .write(decision);

        assertThat(text(run(language, record, "decode"))).isEqualTo(line(decision));
    }

    @ParameterizedTest
    @EnumSource
    void distinguishesARejectionFromADecision(Language language) throws Exception {
        assumeInstalled(language, false);
        RejectedTransaction rejection = new RejectedTransaction(
                "p-1",
                "C-1",
                RejectionCode.AMOUNT_RANGE,
                "amount_minor",
                "send it",
                new Samples(7).decision().origin(),
                1);
        byte[] record = Contract.REJECTED_TRANSACTION
                .writer(Framing.SINGLE_OBJECT, "fraud.decisions")
                .write(rejection);

        assertThat(text(run(language, record, "decode"))).isEqualTo("p-1 rejected: AMOUNT_RANGE");
    }

    @ParameterizedTest
    @EnumSource
    void sendsATransactionAndReadsADecisionOnABroker(Language language) throws Exception {
        assumeInstalled(language, true);
        Decision decision = new Samples(7).decision();
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (TopicWriter<Decision> writer = new TopicWriter<>(kafka, TopicCatalogue.DECISIONS)) {
                writer.write(decision);
            }

            run(language, new byte[0], "send", broker.brokers());
            String read = text(run(language, new byte[0], "read", broker.brokers()));

            assertThat(read).isEqualTo(line(decision));
            ConsumerRecord<String, byte[]> sent = onlyRecord(broker.brokers(), "payments.transactions");
            assertThat(sent.key()).isEqualTo("C-17");
            isTheTransaction(sent.value());
        }
    }

    @ParameterizedTest
    @EnumSource
    void standInThePageAsTheyAreRun(Language language) throws IOException {
        String page = Files.readString(PAGE);
        String source = Files.readString(SAMPLES.resolve(language.file));

        List<String> parts = Pattern.compile("(?s)(?://|#) (?:framing|transaction|kafka)\n(.*?)\n *(?://|#) end\n")
                .matcher(source)
                .results()
                .map((MatchResult part) -> part.group(1).stripIndent().strip())
                .toList();
        assertThat(parts).hasSize(3);
        for (String part : parts) {
            assertThat(page).contains(part);
        }
    }

    private static ConsumerRecord<String, byte[]> onlyRecord(String brokers, String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers), new StringDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(30));
            assertThat(records).hasSize(1);
            return records.iterator().next();
        }
    }

    private static void isTheTransaction(byte[] record) {
        RecordOrigin origin = new RecordOrigin("payments.transactions", 0, 0, System.currentTimeMillis());
        DecodeResult<Transaction> result =
                Contract.TRANSACTION.reader(Framing.SINGLE_OBJECT).read(origin, record);
        assertThat(result).isInstanceOf(DecodeResult.Value.class);
        Transaction read = ((DecodeResult.Value<Transaction>) result).value();
        assertThat(read.id()).isEqualTo("p-1001");
        assertThat(read.accountId()).isEqualTo("C-17");
        assertThat(read.amount().minorUnits()).isEqualTo(2590);
        assertThat(read.amount().currency()).isEqualTo("EUR");
        assertThat(read.channel()).isEqualTo(Channel.CARD_NOT_PRESENT);
        assertThat(read.ip()).isEqualTo("192.0.2.10");
    }

    private static String line(Decision decision) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %.3f",
                decision.transactionId(),
                decision.outcome(),
                decision.cause(),
                decision.score());
    }

    private static String text(byte[] output) {
        return new String(output, StandardCharsets.UTF_8).strip();
    }

    private void assumeInstalled(Language language, boolean withKafka) throws Exception {
        List<String> check = language.check(withKafka);
        assumeTrue(
                check.isEmpty() || exitCode(check) == 0,
                () -> language + " or its packages are not installed; scripts/check-samples installs them");
    }

    private int exitCode(List<String> command) throws Exception {
        try {
            Process process = builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("check.log").toFile())
                    .start();
            process.getOutputStream().close();
            return process.waitFor(2, TimeUnit.MINUTES) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1; // No interpreter.
        }
    }

    private byte[] run(Language language, byte[] input, String... arguments) throws Exception {
        Path out = folder.resolve("out");
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>(language.command());
        command.add(SAMPLES.resolve(language.file).toString());
        command.addAll(List.of(arguments));
        Process process = builder(command)
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            process.getOutputStream().write(input);
            process.getOutputStream().close();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
        return Files.readAllBytes(out);
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .put(
                        "NODE_PATH",
                        PACKAGES.resolve("node/node_modules").toAbsolutePath().toString());
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        return builder;
    }

    private enum Language {
        JAVA("NacreRecords.java"),
        PYTHON("nacre_records.py"),
        NODE("nacre-records.js");

        private final String file;

        Language(String file) {
            this.file = file;
        }

        /** The interpreter. A Java source file is compiled and run by the launcher. */
        List<String> command() {
            return switch (this) {
                case JAVA ->
                    List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"));
                case PYTHON -> List.of(Files.exists(python()) ? python().toString() : "python3");
                case NODE -> List.of("node");
            };
        }

        /** A command that succeeds where interpreter and packages are there; empty where they always are. */
        List<String> check(boolean withKafka) {
            return switch (this) {
                case JAVA -> List.of();
                case PYTHON ->
                    List.of(command().get(0), "-c", "import fastavro" + (withKafka ? ", confluent_kafka" : ""));
                case NODE -> List.of("node", "-e", "require('avsc')" + (withKafka ? "; require('kafkajs')" : ""));
            };
        }

        private static Path python() {
            return PACKAGES.resolve("python/bin/python");
        }
    }
}
