package io.nacre.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.kafka.client.ClientSecretFiles;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a broker, and about the client that talks to it, before a job starts. */
@Tag("broker")
class BrokerHealthCheckTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private static LocalBroker broker;

    @BeforeAll
    static void startBroker(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void reportsTheBrokersAndTooFewReplicas() {
        KafkaSettings settings = installed("good.");

        try (BrokerHealthCheck exam = new BrokerHealthCheck(settings)) {
            assertThat(exam.reach()).isEqualTo("one broker is reachable at " + broker.brokers());
            assertThat(exam.replicas()).singleElement().asString().contains("have 1 replicas", "--replicas 3");
            assertThat(exam.clock().words()).contains("no record yet");

            try (TopicWriter<?> writer = written(settings)) {
                writer.flush();
            }
            assertThat(exam.clock())
                    .isEqualTo(new BrokerHealthCheck.ClockReading(true, "no record is ahead of this machine's clock"));
        }
    }

    @Test
    void refusesATopicThatWaitsForMoreCopiesThanItHas() throws Exception {
        KafkaSettings settings = installed("stuck.");
        ConfigResource rules = new ConfigResource(ConfigResource.Type.TOPIC, settings.nameOf(TopicCatalogue.RULES));
        Collection<AlterConfigOp> two =
                List.of(new AlterConfigOp(new ConfigEntry("min.insync.replicas", "2"), AlterConfigOp.OpType.SET));

        try (Admin admin = Admin.create(settings.clientProperties());
                BrokerHealthCheck exam = new BrokerHealthCheck(settings)) {
            admin.incrementalAlterConfigs(Map.of(rules, two)).all().get();

            assertThatThrownBy(exam::replicas)
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("stuck.fraud.rules has 1 replicas, but min.insync.replicas is 2");
        }
    }

    @Test
    void suggestsMoreReplicas() {
        assertThat(ReplicationCheck.hints(3, 2)).isEmpty();
        assertThat(ReplicationCheck.hints(3, 1)).singleElement().asString().contains("min.insync.replicas 1");
        assertThat(ReplicationCheck.hints(2, 1)).singleElement().asString().contains("have 2 replicas");
    }

    @Test
    void comparesTheClockWithTheNewestRecord() {
        assertThat(clock(Duration.ofSeconds(-5)).sane()).isTrue();
        assertThat(clock(Duration.ofSeconds(50)).sane()).isTrue();
        assertThat(clock(Duration.ofMinutes(3)))
                .isEqualTo(new BrokerHealthCheck.ClockReading(
                        false,
                        "the newest record is 3 minutes ahead of this machine's clock: synchronise the clocks of this"
                                + " machine and of all producers"));
        assertThatThrownBy(() -> clock(Duration.ofMinutes(75)))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("at least 15 minutes behind");
    }

    @Test
    void beginsATransactionAndGivesItUpWithoutLeavingARecord() {
        KafkaSettings settings = installed("once.");

        assertThat(KafkaTransactionProbe.run(settings)).contains("started and aborted", "10 minutes");

        try (TopicReader<?> reader = new TopicReader<>(settings, TopicCatalogue.TRANSACTIONS)) {
            reader.readToEnd(record -> {
                throw new AssertionError("left behind: " + record);
            });
        }
    }

    @Test
    void reportsATooShortTransactionTimeout() {
        KafkaSettings settings = installed("long.");

        assertThatThrownBy(() -> KafkaTransactionProbe.run(settings, Duration.ofMinutes(20)))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("does not allow transactions of 20 minutes")
                .hasMessageContaining("transaction.max.timeout.ms to 1200000");
    }

    @Test
    void distinguishesCompatibleFromIncompatibleClients() {
        assertThat(ConnectorCompatibility.require()).contains("4.2.2");
        assertThatThrownBy(() -> ConnectorCompatibility.require(Object.class))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("put kafka-clients 4.2 on the class path");
    }

    @Test
    void opensTheStoresThatTheClientNames(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("trust.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (OutputStream out = Files.newOutputStream(store)) {
            empty.store(out, "right".toCharArray());
        }

        assertThat(secrets(Map.of()).require()).contains("have no files");
        assertThat(secrets(store(store, "right")).require()).contains("1 client files");
        assertThatThrownBy(() -> secrets(store(store, "wrong")).require())
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageContaining("ssl.truststore.password");
        assertThatThrownBy(() -> secrets(store(folder.resolve("gone"), "right")).require())
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("gone, which this process cannot read");
    }

    private static BrokerHealthCheck.ClockReading clock(Duration ahead) {
        return BrokerHealthCheck.clock(NOW.plus(ahead).toEpochMilli(), NOW);
    }

    private static ClientSecretFiles secrets(Map<String, String> client) {
        return new ClientSecretFiles(KafkaSettings.of("localhost:9092").withClient(client));
    }

    private static Map<String, String> store(Path file, String password) {
        return Map.of(
                "ssl.truststore.location",
                file.toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                password);
    }

    private static KafkaSettings installed(String prefix) {
        KafkaSettings settings = KafkaSettings.of(broker.brokers()).withPrefix(prefix);
        try (TopicSetup setup = new TopicSetup(settings)) {
            setup.create(1);
        }
        return settings;
    }

    private static TopicWriter<?> written(KafkaSettings settings) {
        TopicWriter<io.nacre.decision.Verdict> writer = new TopicWriter<>(settings, TopicCatalogue.VERDICTS);
        writer.write(new Samples(1).verdict());
        return writer;
    }
}
