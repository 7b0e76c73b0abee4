package io.nacre.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Type;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AccountStatus.State;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.decision.control.ListMatches;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicByteScanner;
import io.nacre.kafka.admin.TopicRewriter;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.OffsetRangeReader;
import io.nacre.kafka.client.OffsetRangeReader.Isolation;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleRegistry;
import io.nacre.rules.RuleStage;
import io.nacre.secret.ByteTextSearcher;
import io.nacre.secret.RecordSigningConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * What becomes of the action in force where somebody without a key writes to its topic, on a broker that compacts and
 * deletes whatever it may, at once.
 */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class ControlTopicCompactionTest {

    private static final long AT_MS = 1_790_000_000_000L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LocalBroker broker;
    private KafkaSettings signed;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = LocalBroker.start(
                folder.resolve("broker"),
                0,
                "PLAINTEXT",
                Map.of(
                        "log.roll.ms", "50",
                        "log.retention.ms", "1000",
                        "log.retention.check.interval.ms", "100",
                        "log.initial.task.delay.ms", "100",
                        "log.cleaner.backoff.ms", "100",
                        "log.cleaner.min.cleanable.ratio", "0.001"),
                List.of());
        signed = KafkaSettings.of(broker.brokers()).with(signatures(folder));
        try (TopicSetup topics = new TopicSetup(signed)) {
            topics.create(1, 2);
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    /** As these topics once were: an old record that is sent again was all that a compacting broker left. */
    @Test
    void anOldOrderThatIsSentAgainRemovesNoNewerOne() throws Exception {
        KafkaSettings compacted = signed.withPrefix("compacted.");
        create(compacted.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), Map.of("cleanup.policy", "compact"));
        create("deleted", Map.of("cleanup.policy", "delete"));
        send(new ProducerRecord<>("deleted", 0, null, "any".getBytes(UTF_8)));
        publish(compacted, action(Type.RELEASE, 1), action(Type.FREEZE, 2));
        publish(signed, action(Type.RELEASE, 1), action(Type.FREEZE, 2));
        write(signed, TopicCatalogue.LISTS, entry(Change.ADD, 1), entry(Change.REMOVE, 2));
        write(signed, TopicCatalogue.RULES, rule(RuleStage.LIVE), rule(RuleStage.RETIRED));
        write(signed, TopicCatalogue.BUNDLES, champion("one", 1), champion("two", 2));

        sendFirstAgain(compacted, TopicCatalogue.ACCOUNT_ACTIONS);
        for (Topic<?> topic : List.of(
                TopicCatalogue.ACCOUNT_ACTIONS, TopicCatalogue.LISTS, TopicCatalogue.RULES, TopicCatalogue.BUNDLES)) {
            sendFirstAgain(signed, topic);
        }
        sendUntilCleaned(compacted);
        awaitDeletion("deleted");

        assertThat(status(compacted)).as("the broker compacts").isEqualTo(State.RELEASED);
        assertThat(status(signed)).isEqualTo(State.FROZEN);
        assertThat(listing(signed)).isEqualTo(ListMatches.NONE);
        assertThat(RuleRegistry.of(values(signed, TopicCatalogue.RULES)).active())
                .isEmpty();
        assertThat(values(signed, TopicCatalogue.BUNDLES))
                .extracting(BundleAnnouncement::bundleId)
                .contains("one", "two");
    }

    /** Nobody can read it, but a compacting broker would take it for the newest. */
    @Test
    void neitherRubbishNorAnEmptyRecordUnderItsKeyRemovesAnOrder() throws Exception {
        KafkaSettings other = signed.withPrefix("rubbish.");
        KafkaSettings compacted = signed.withPrefix("rubbish-compacted.");
        create(other.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), TopicCatalogue.ACCOUNT_ACTIONS.settings());
        create(compacted.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), Map.of("cleanup.policy", "compact"));
        for (KafkaSettings each : List.of(other, compacted)) {
            publish(each, action(Type.FREEZE, 2));
            byte[] key = "acct".getBytes(UTF_8);
            String topic = each.nameOf(TopicCatalogue.ACCOUNT_ACTIONS);
            send(new ProducerRecord<>(topic, key, "rubbish".getBytes(UTF_8)));
            send(new ProducerRecord<>(topic, key, null));
        }
        sendUntilCleaned(compacted);

        assertThat(status(compacted)).as("the broker compacts").isEqualTo(State.ACTIVE);
        assertThat(status(other)).isEqualTo(State.FROZEN);
    }

    @Test
    void whatIsTakenOutIsGoneAndAllElseStaysWithItsSignature() throws Exception {
        KafkaSettings other = signed.withPrefix("taken-out.");
        create(other.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), TopicCatalogue.ACCOUNT_ACTIONS.settings());
        List<AccountAction> gone = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            write(other, TopicCatalogue.ACCOUNT_ACTIONS, freeze("other-" + i, 1), release("other-" + i, 2));
            gone.add(freeze("gone", i + 1));
            write(other, TopicCatalogue.ACCOUNT_ACTIONS, gone.get(i));
        }
        TopicReader<AccountAction> early = new TopicReader<>(other, TopicCatalogue.ACCOUNT_ACTIONS);

        int taken = TopicRewriter.without(
                other,
                TopicCatalogue.ACCOUNT_ACTIONS,
                AccountAction::version,
                action -> action.accountId().equals("gone"));

        assertThat(taken).isEqualTo(50);
        try (TopicByteScanner scan = new TopicByteScanner(other, new ByteTextSearcher(List.of("gone")))) {
            assertThat(scan.records(TopicCatalogue.ACCOUNT_ACTIONS)).isZero();
        }
        AccountControls accountControls = new AccountControls();
        values(other, TopicCatalogue.ACCOUNT_ACTIONS).forEach(accountControls::apply);
        AccountControls seen = new AccountControls();
        try (early) {
            early.readToEnd(record -> seen.apply(((DecodeResult.Value<AccountAction>) record.decoded()).value()));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(accountControls.status("other-" + i).stateAt(AT_MS)).isEqualTo(State.RELEASED);
            assertThat(seen.status("other-" + i).stateAt(AT_MS)).isEqualTo(State.RELEASED);
        }
        assertThat(TopicRewriter.without(other, TopicCatalogue.ACCOUNT_ACTIONS, AccountAction::version, any -> false))
                .isZero();
    }

    /** Byte for byte, with the signature, as whoever reads the topic can. */
    private void sendFirstAgain(KafkaSettings settings, Topic<?> topic) throws Exception {
        ConsumerRecord<byte[], byte[]> first = records(settings, topic).get(0);
        send(new ProducerRecord<>(first.topic(), first.partition(), null, first.key(), first.value(), first.headers()));
    }

    /**
     * Until the broker has removed what it may from the compacted topic; the active segment is never cleaned, so others
     * follow.
     */
    private void sendUntilCleaned(KafkaSettings compacted) throws Exception {
        Topic<AccountAction> topic = TopicCatalogue.ACCOUNT_ACTIONS;
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        boolean cleaned = false;
        for (int i = 0; !cleaned; i++) {
            assertThat(System.nanoTime()).as("the cleaner never came").isLessThan(untilNs);
            byte[] key = ("filler-" + i % 3).getBytes(UTF_8);
            for (TopicPartition partition : partitions(compacted, topic)) {
                send(new ProducerRecord<>(partition.topic(), partition.partition(), key, "filler".getBytes(UTF_8)));
            }
            cleaned = values(compacted, topic).stream().noneMatch(action -> action.type() == Type.FREEZE);
        }
    }

    /** A topic that may be deleted from is empty by then, so the others had time to be, too. */
    private void awaitDeletion(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        long untilNs = System.nanoTime() + PATIENCE.toNanos();
        try (OffsetRangeReader scan = new OffsetRangeReader(signed, Isolation.READ_COMMITTED)) {
            while (scan.begins(List.of(partition)).get(partition) == 0) {
                assertThat(System.nanoTime()).as("nothing is ever deleted").isLessThan(untilNs);
            }
        }
    }

    private static List<TopicPartition> partitions(KafkaSettings settings, Topic<?> topic) {
        try (OffsetRangeReader scan = new OffsetRangeReader(settings, Isolation.READ_COMMITTED)) {
            return scan.partitions(settings.nameOf(topic));
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(KafkaSettings settings, Topic<?> topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (OffsetRangeReader scan = new OffsetRangeReader(settings, Isolation.READ_COMMITTED)) {
            scan.read(scan.whole(settings.nameOf(topic)), records::add);
        }
        return records;
    }

    private static <T> List<T> values(KafkaSettings settings, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> read) {
                    values.add(read.value());
                }
            });
        }
        return values;
    }

    private static State status(KafkaSettings settings) {
        AccountControls accountControls = new AccountControls();
        values(settings, TopicCatalogue.ACCOUNT_ACTIONS).forEach(accountControls::apply);
        return accountControls.status("acct").stateAt(AT_MS + 1);
    }

    private static ListMatches listing(KafkaSettings settings) {
        return KafkaTopics.of(settings)
                .accountControlBootstrap()
                .read()
                .listing("acct", RelatedEntities.NONE, AT_MS + 1);
    }

    private void publish(KafkaSettings settings, AccountAction... actions) {
        write(settings, TopicCatalogue.ACCOUNT_ACTIONS, actions);
    }

    @SafeVarargs
    private static <T> void write(KafkaSettings settings, Topic<T> topic, T... values) {
        try (TopicWriter<T> writer = new TopicWriter<>(settings, topic)) {
            for (T value : values) {
                writer.write(value);
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("bootstrap.servers", broker.brokers());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private void create(String topic, Map<String, String> settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.brokers()))) {
            NewTopic created = new NewTopic(topic, 2, (short) 1).configs(new HashMap<>(settings));
            admin.createTopics(List.of(created)).all().get();
        }
    }

    private static AccountAction action(Type type, long version) {
        return new AccountAction("acct", type, version, "ann", "mules", AT_MS, null);
    }

    private static AccountAction freeze(String account, long version) {
        return new AccountAction(account, Type.FREEZE, version, "ann", "mules", AT_MS, null);
    }

    private static AccountAction release(String account, long version) {
        return new AccountAction(account, Type.RELEASE, version, "ann", "explained", AT_MS, null);
    }

    private static ListEntry entry(Change change, long version) {
        return new ListEntry(ListType.ALLOW, Subject.ACCOUNT, "acct", change, version, "ann", "a friend", AT_MS, null);
    }

    private static Rule rule(RuleStage ruleStage) {
        return new Rule(
                "big",
                1,
                ruleStage,
                "payments",
                "It is big",
                "score > 0.5",
                Rule.Enforcement.HARD,
                Outcome.APPROVE,
                "ann",
                AT_MS);
    }

    private static BundleAnnouncement champion(String id, long version) {
        return new BundleAnnouncement(
                id, "file:///" + id + ".zip", "0".repeat(64), BundleAnnouncement.Role.CHAMPION, "eve", AT_MS + version);
    }

    private static RecordSigningConfig signatures(Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("desk"), "QUFB".repeat(11));
        StringBuilder lines = new StringBuilder("key.desk-1 = ${file:" + key + "}\n");
        for (String topic : List.of("account-actions", "lists", "rules", "bundles")) {
            lines.append("accept.fraud.").append(topic).append(" = desk-1\n");
            lines.append("sign.fraud.").append(topic).append(" = desk-1\n");
        }
        return RecordSigningConfig.read(
                Files.writeString(folder.resolve("sign.properties"), lines), TopicCatalogue.names());
    }
}
