package io.nacre.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.app.analyst.StateFileScanner;
import io.nacre.codec.Contract;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ListEntry;
import io.nacre.feature.Payments;
import io.nacre.guarantee.Evidence;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicByteScanner;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.secret.ByteTextSearcher;
import io.nacre.stream.JobSettings;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.WriterAppender;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Card numbers planted into a run of the real job: in each text that a platform or an analyst may fill, and in rubbish.
 * They lie where they were written; nothing that the job writes, keeps or logs has any.
 */
@Tag("end-to-end")
class CardCanaryEndToEndTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CARD = "4111111111111111";
    private static final String GROUPED = "5555 5555 5555 4444";
    private static final String MASKED = "masked-";
    private static final String SEEN = "acct-that-is-no-card";
    private static final ByteTextSearcher CARDS = new ByteTextSearcher(List.of(CARD, GROUPED, "5555555555554444"));

    /** What the job reads, and so where the planted ones lie. */
    private static final Set<Topic<?>> PLANTED = Set.of(
            TopicCatalogue.TRANSACTIONS, TopicCatalogue.VERDICTS, TopicCatalogue.ACCOUNT_ACTIONS, TopicCatalogue.LISTS);

    private final StringWriter log = new StringWriter();

    @Test
    void noPlantedCardNumberIsStoredAnywhere(@TempDir Path folder) throws Exception {
        LocalBroker broker = LocalBroker.start(folder.resolve("broker"));
        KafkaSettings kafka = KafkaSettings.of(broker.brokers());
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        Path checkpoints = folder.resolve("checkpoints");
        listen();
        ClusterHarness job = ClusterHarness.start(kafka, suspicious(), checkpoints, null);
        try (GroupProgress progress = new GroupProgress(kafka)) {
            int planted = plant(kafka);
            progress.await(List.copyOf(PLANTED), PATIENCE);

            everyOneIsADeadLetterOrMasked(kafka, planted);
            nothingOnOurTopics(kafka);
            for (Path state : List.of(
                    checkpoints, ClusterHarness.rocksDb(checkpoints), job.savepoint(folder.resolve("savepoint")))) {
                assertThat(new StateFileScanner(new ByteTextSearcher(List.of(SEEN))).files(state))
                        .as("the scan of " + state + " sees what is there")
                        .isNotEmpty();
                assertThat(new StateFileScanner(CARDS).files(state)).isEmpty();
            }
            assertThat(log.toString()).contains("Kafka version");
            assertThat(CARDS.count(log.toString().getBytes(UTF_8))).isZero();
        } finally {
            job.close();
            broker.close();
            ((LoggerContext) LogManager.getContext(false)).reconfigure();
        }
    }

    @Test
    void whatAPersonWritesByCommandIsNotEvenWritten(@TempDir Path folder) {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            KafkaSettings kafka = KafkaSettings.of(broker.brokers());
            try (TopicSetup topics = new TopicSetup(kafka)) {
                topics.create(1, 1);
            }
            try (TopicWriter<Verdict> verdicts = new TopicWriter<>(kafka, TopicCatalogue.VERDICTS)) {
                assertThatThrownBy(() -> verdicts.write(verdict("the card was " + CARD)))
                        .isInstanceOf(KafkaAccessException.class)
                        .hasMessageContaining("note probably contains a card number")
                        .hasMessageNotContaining(CARD);
            }
            CliRun freeze = CliRun.of(List.of(
                    "account",
                    "freeze",
                    "C-1",
                    "--force",
                    "--reason",
                    "card " + GROUPED,
                    "--bootstrap-servers",
                    broker.brokers()));
            assertThat(freeze.code()).isEqualTo(1);
            assertThat(freeze.err()).contains("card number").doesNotContain(GROUPED);
            try (TopicByteScanner scan = new TopicByteScanner(kafka, CARDS)) {
                assertThat(TopicCatalogue.ALL)
                        .allSatisfy(topic -> assertThat(scan.records(topic)).isZero());
            }
        }
    }

    /** As a platform or a console would that knows nothing of the rule. Returns how many must become dead letters. */
    private static int plant(KafkaSettings kafka) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", kafka.brokers());
        int planted = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(TopicCatalogue.TRANSACTIONS, Payments.payment("good", SEEN, Payments.START_MS)));
            for (String card : List.of(CARD, GROUPED)) {
                for (Transaction each : transactions(card).toList()) {
                    producer.send(record(TopicCatalogue.TRANSACTIONS, each));
                    planted += each.id().startsWith(MASKED) ? 0 : 1;
                }
                for (String rubbish : List.of("{\"pan\":\"" + card + "\"}", "\u0000" + card, card)) {
                    producer.send(new ProducerRecord<>(
                            TopicCatalogue.TRANSACTIONS.name(), card.getBytes(UTF_8), rubbish.getBytes(UTF_8)));
                    planted++;
                }
                producer.send(record(TopicCatalogue.VERDICTS, verdict("card " + card)));
                producer.send(record(
                        TopicCatalogue.ACCOUNT_ACTIONS,
                        new AccountAction("C-1", AccountAction.Type.FREEZE, 1, "ann", card, Payments.START_MS, null)));
                producer.send(record(
                        TopicCatalogue.LISTS,
                        new ListEntry(
                                ListEntry.ListType.BLOCK,
                                ListEntry.Subject.CARD,
                                card,
                                ListEntry.Change.ADD,
                                1,
                                "ann",
                                "stolen",
                                Payments.START_MS,
                                null)));
                planted++;
            }
            producer.flush();
        }
        return planted;
    }

    /** One with the card number in each of its texts. */
    private static Stream<Transaction> transactions(String card) {
        return Stream.of(
                        "id",
                        "account",
                        "token",
                        "ip",
                        "device",
                        "merchant",
                        "name",
                        "receiver",
                        "agent",
                        "key",
                        "value")
                .map(where -> new Transaction(
                        where.equals("id") ? card : (isText(where) ? MASKED : "t-") + where + card.length(),
                        Payments.START_MS,
                        where.equals("account") ? card : "a-1",
                        where.equals("token") ? card : null,
                        Payments.payment("t", "a", Payments.START_MS).amount(),
                        Payments.payment("t", "a", Payments.START_MS).channel(),
                        where.equals("ip") ? card : null,
                        where.equals("device") ? card : null,
                        new Merchant(
                                where.equals("merchant") ? card : "m-1",
                                where.equals("name") ? card : null,
                                null,
                                null,
                                null),
                        null,
                        where.equals("receiver") ? card : null,
                        where.equals("agent") ? card : null,
                        null,
                        switch (where) {
                            case "key" -> Map.of(card, "x");
                            case "value" -> Map.of("x", card);
                            default -> Map.of();
                        }));
    }

    /** Where a card number is masked; in an id it is refused. */
    private static boolean isText(String where) {
        return List.of("ip", "name", "agent", "key", "value").contains(where);
    }

    private static Verdict verdict(String note) {
        return new Verdict("a-1", "t-1", null, Verdict.Finding.FRAUD, "ann", note, Payments.START_MS);
    }

    private static <T> ProducerRecord<byte[], byte[]> record(Topic<T> topic, T value) {
        Contract<T> contract = topic.contract();
        return new ProducerRecord<>(
                topic.name(),
                String.valueOf(topic.key().of(value)).getBytes(UTF_8),
                contract.writer(Framing.SINGLE_OBJECT, topic.name()).write(value));
    }

    private static void everyOneIsADeadLetterOrMasked(KafkaSettings kafka, int planted) {
        Evidence evidence = Evidence.read(kafka, Set.of());
        List<DeadLetter> letters = evidence.deadLetters();
        assertThat(evidence.decisions())
                .extracting(Decision::transactionId)
                .filteredOn(id -> id.startsWith(MASKED))
                .hasSize(10);
        assertThat(letters).hasSize(planted);
        assertThat(letters)
                .extracting(DeadLetter::code)
                .containsOnly(RejectionCode.CARD_NUMBER, RejectionCode.UNREADABLE);
    }

    private static void nothingOnOurTopics(KafkaSettings kafka) {
        try (TopicByteScanner scan = new TopicByteScanner(kafka, CARDS)) {
            for (Topic<?> topic : TopicCatalogue.ALL) {
                assertThat(scan.records(topic) > 0).as(topic.name()).isEqualTo(PLANTED.contains(topic));
            }
        }
    }

    private void listen() {
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        WriterAppender appender = WriterAppender.createAppender(null, null, log, "canary", false, true);
        appender.start();
        // Only here: nobody wants to read all of it.
        Set.copyOf(context.getRootLogger().getAppenders().keySet())
                .forEach(context.getConfiguration().getRootLogger()::removeAppender);
        context.getConfiguration().getRootLogger().addAppender(appender, Level.INFO, null);
        context.getConfiguration().getLoggers().values().forEach(each -> each.setLevel(Level.INFO));
        context.updateLoggers();
    }

    private static JobSettings suspicious() {
        return new JobSettings(
                TestBundles.with(new Thresholds(0, 1), TestBundles.catalogueBundle()),
                EngineKind.COMPILED,
                IpDatabaseConfig.NONE,
                Framing.SINGLE_OBJECT);
    }
}
