package io.nacre.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Outcome;
import io.nacre.decision.Verdict;
import io.nacre.decision.control.AccountAction;
import io.nacre.feature.Payments;
import io.nacre.kafka.admin.TopicAcls;
import io.nacre.kafka.admin.TopicCheckResult;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.PrincipalRole;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.TransactionReference;
import io.nacre.rules.Rule;
import io.nacre.rules.RuleStage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in, and to what, by a broker with TLS, SCRAM and ACLs. */
@Tag("broker")
@TestInstance(Lifecycle.PER_CLASS)
class GuardedBrokerTest {

    private static final Verdict VERDICT =
            new Verdict("a-1", "t-1", null, Verdict.Finding.FRAUD, "ann", null, Payments.START_MS);
    private static final AccountAction FREEZE =
            new AccountAction("a-1", AccountAction.Type.FREEZE, 1, "ann", "mules", Payments.START_MS, null);

    private static final Rule RULE = new Rule(
            "big",
            1,
            RuleStage.DRAFT,
            "risk",
            "Big",
            "tx.amount > 500.0",
            Rule.Enforcement.HARD,
            Outcome.REVIEW,
            "connie",
            Payments.START_MS);

    private GuardedBroker broker;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        broker = GuardedBroker.withLogins(folder, "platform", "job", "ann", "eve", "connie", "stranger");
        try (TopicSetup topics = new TopicSetup(broker.as("admin"))) {
            topics.create(1, 1);
        }
        new TopicAcls(
                        broker.as("admin"),
                        Map.of(
                                PrincipalRole.PLATFORM, "User:platform",
                                PrincipalRole.JOB, "User:job",
                                PrincipalRole.ANALYST, "User:ann",
                                PrincipalRole.CONSOLE, "User:connie",
                                PrincipalRole.ENGINEER, "User:eve"))
                .apply();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void acceptsAValidPassword() throws Exception {
        assertThatCode(() -> write(broker.as("ann"), TopicCatalogue.VERDICTS, VERDICT))
                .doesNotThrowAnyException();
        try (TopicReader<Verdict> reader = new TopicReader<>(broker.as("ann"), TopicCatalogue.VERDICTS)) {
            reader.readToEnd(record -> assertThat(record.decoded().toString()).contains("a-1"));
        }
    }

    @Test
    void aWrongPasswordIsReportedByItsSettingWithoutItsValue() {
        assertThatThrownBy(() -> check(broker.as("ann", "guessed")))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("guessed");
        assertThatThrownBy(() -> write(broker.as("ann", "guessed"), TopicCatalogue.VERDICTS, VERDICT))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("sasl.jaas.config")
                .hasMessageNotContaining("guessed");
    }

    @Test
    void withoutTlsTheErrorNamesTheProtocolSetting() {
        assertThatThrownBy(() -> check(broker.anonymous()))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("security.protocol");
    }

    @Test
    void anUntrustedCertificateIsReportedWithItsSetting() {
        KafkaSettings untrusting = broker.anonymous()
                .withClient(Map.of(
                        "security.protocol",
                        "SASL_SSL",
                        "sasl.mechanism",
                        "SCRAM-SHA-512",
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=a password=b;"));

        assertThatThrownBy(() -> check(untrusting))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("ssl.truststore");
    }

    @Test
    void everyRoleMayDoItsWorkAndNothingElse() throws Exception {
        KafkaSettings stranger = broker.as("stranger");
        forbidden(stranger, TopicCatalogue.VERDICTS, VERDICT);
        forbidden(stranger, TopicCatalogue.ACCOUNT_ACTIONS, FREEZE);
        forbidden(broker.as("job"), TopicCatalogue.TRANSACTIONS, Payments.payment("t-1", "a-1", Payments.START_MS));
        forbidden(broker.as("job"), TopicCatalogue.VERDICTS, VERDICT);
        forbidden(broker.as("ann"), TopicCatalogue.BUNDLES, bundle());
        forbidden(broker.as("eve"), TopicCatalogue.ACCOUNT_ACTIONS, FREEZE);
        forbidden(broker.as("ann"), TopicCatalogue.RULES, RULE);
        forbidden(broker.as("connie"), TopicCatalogue.BUNDLES, bundle());
        forbidden(broker.as("platform"), TopicCatalogue.VERDICTS, VERDICT);

        write(broker.as("platform"), TopicCatalogue.TRANSACTIONS, Payments.payment("t-1", "a-1", Payments.START_MS));
        write(broker.as("job"), TopicCatalogue.ACCOUNT_ACTIONS, FREEZE);
        write(broker.as("ann"), TopicCatalogue.ACCOUNT_ACTIONS, FREEZE);
        write(broker.as("eve"), TopicCatalogue.BUNDLES, bundle());
        write(broker.as("connie"), TopicCatalogue.RULES, RULE);
        assertThat(read(broker.as("connie"), TopicCatalogue.RULES)).containsExactly(RULE);
        assertThat(read(broker.as("connie"), TopicCatalogue.EXAMPLES)).isEmpty();
        assertThat(check(broker.as("job"))).isNotEmpty();
    }

    @Test
    void thePlatformReadsWhyItsPaymentsWereRejectedAndWritesNoReason() throws Exception {
        RecordOrigin origin = new RecordOrigin("payments.transactions", 0, 1, 5);
        DeadLetter letter = DeadLetter.of(origin, new byte[] {1}, RejectionCode.UNREADABLE, "no framing");
        RejectedTransaction rejected = RejectedTransaction.of(new TransactionReference("t-1", "a-1"), letter, 6);
        write(broker.as("job"), TopicCatalogue.DEAD_LETTERS, letter);
        write(broker.as("job"), TopicCatalogue.REJECTED_TRANSACTIONS, rejected);

        assertThat(read(broker.as("platform"), TopicCatalogue.DEAD_LETTERS)).containsExactly(letter);
        assertThat(read(broker.as("platform"), TopicCatalogue.REJECTED_TRANSACTIONS))
                .containsExactly(rejected);
        forbidden(broker.as("platform"), TopicCatalogue.DEAD_LETTERS, letter);
        forbidden(broker.as("platform"), TopicCatalogue.REJECTED_TRANSACTIONS, rejected);
        assertThatThrownBy(() -> read(broker.as("ann"), TopicCatalogue.DEAD_LETTERS))
                .isInstanceOf(KafkaAccessException.class);
    }

    @Test
    void printsWhatKafkasOwnToolTakes() throws Exception {
        TopicAcls rules =
                new TopicAcls(broker.anonymous().withPrefix("eu."), Map.of(PrincipalRole.READER, "User:CN=board"));

        assertThat(rules.commands())
                .contains(
                        "kafka-acls.sh --bootstrap-server " + broker.anonymous().brokers()
                                + " --add --allow-principal 'User:CN=board' --operation Read --topic 'eu.fraud.alerts'")
                .contains(
                        "kafka-acls.sh --bootstrap-server " + broker.anonymous().brokers()
                                + " --add --allow-principal 'User:CN=board' --operation Read --group 'reader-'"
                                + " --resource-pattern-type prefixed")
                .noneMatch(line -> line.contains("Write"));
        assertThat(new TopicAcls(broker.anonymous(), Map.of(PrincipalRole.ERASER, "User:era")).commands())
                .filteredOn(line -> line.contains("--operation Delete "))
                .as("what is kept for ever, and no other topic, is taken out of")
                .satisfiesExactly(
                        line -> assertThat(line).contains("--topic 'fraud.account-actions'"),
                        line -> assertThat(line).contains("--topic 'fraud.lists'"),
                        line -> assertThat(line).contains("--topic 'fraud.audit'"));
        assertThatThrownBy(() -> new TopicAcls(broker.anonymous(), Map.of(PrincipalRole.JOB, "nacre")))
                .hasMessageContaining("User:nacre-job");
    }

    private static <T> void forbidden(KafkaSettings settings, Topic<T> topic, T value) {
        assertThatThrownBy(() -> write(settings, topic, value))
                .as(topic.name())
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("nacre topics acls");
    }

    private static <T> List<T> read(KafkaSettings settings, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> {
                if (record.decoded() instanceof DecodeResult.Value<T> value) {
                    values.add(value.value());
                }
            });
        }
        return values;
    }

    private static <T> void write(KafkaSettings settings, Topic<T> topic, T value) {
        try (TopicWriter<T> writer = new TopicWriter<>(settings, topic)) {
            writer.write(value);
        }
    }

    private static java.util.List<TopicCheckResult> check(KafkaSettings settings) {
        try (TopicSetup setup = new TopicSetup(settings)) {
            return setup.check().stream()
                    .filter(state -> state.state() == TopicCheckResult.State.GOOD)
                    .toList();
        }
    }

    private static BundleAnnouncement bundle() {
        return new BundleAnnouncement(
                "20260301-0123456789ab",
                "file:///b.zip",
                "0".repeat(64),
                BundleAnnouncement.Role.CHALLENGER,
                "eve",
                Payments.START_MS);
    }
}
