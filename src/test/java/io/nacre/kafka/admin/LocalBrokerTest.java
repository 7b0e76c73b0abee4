package io.nacre.kafka.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.Samples;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.decision.Verdict;
import io.nacre.kafka.client.KafkaAccessException;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("broker")
class LocalBrokerTest {

    @Test
    void keepsTopicsAndRecordsOverARestartAndNothingAfterClosing(@TempDir Path parent) {
        Path folder = parent.resolve("broker");
        Verdict verdict = new Samples(1).verdict();
        LocalBroker first = LocalBroker.start(folder);
        createTopics(first);
        write(settings(first), TopicCatalogue.VERDICTS, verdict);
        first.stop();

        try (LocalBroker second = LocalBroker.start(folder, first.port())) {
            assertThat(readAll(settings(second), TopicCatalogue.VERDICTS)).containsExactly(verdict);
        }

        assertThat(folder).doesNotExist();
    }

    @Test
    void createsChecksWritesAndReads(@TempDir Path parent) throws Exception {
        try (LocalBroker broker = LocalBroker.start(parent.resolve("broker"))) {
            assertThat(createTopics(broker))
                    .hasSameSizeAs(TopicCatalogue.ALL)
                    .allMatch(state -> state.state() == TopicCheckResult.State.CREATED);
            assertThat(createTopics(broker)).allMatch(state -> state.state() == TopicCheckResult.State.GOOD);
            reportsAPortInUse(broker, parent);
            reportsMissingTopics(broker);
            reportsOtherSettings(broker);
            namesTheMissingTopic(broker);
            readsEveryDecisionBackWithItsSource(broker);
            followsWhatComesLater(broker);
        }
    }

    @Test
    void aSecondOneInTheSameFolderIsRefusedAndHarmsNothing(@TempDir Path parent) {
        Path folder = parent.resolve("broker");
        Verdict verdict = new Samples(1).verdict();
        try (LocalBroker broker = LocalBroker.start(folder)) {
            createTopics(broker);

            assertThatThrownBy(() -> LocalBroker.start(folder))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("a broker already runs in the folder " + folder);

            write(settings(broker), TopicCatalogue.VERDICTS, verdict);
            assertThat(readAll(settings(broker), TopicCatalogue.VERDICTS)).containsExactly(verdict);
        }
    }

    @Test
    void aStartThatFailedDoesNotKeepItsFolder(@TempDir Path parent) throws IOException {
        Path folder = parent.resolve("broker");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> LocalBroker.start(folder, taken.getLocalPort()))
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("port");
        }

        LocalBroker.start(folder).close();
    }

    @Test
    void keepsOutOfAFolderThatIsNotItsOwn(@TempDir Path folder) throws IOException {
        Path precious = Files.createFile(folder.resolve("precious"));

        assertThatThrownBy(() -> LocalBroker.start(folder))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("use an empty folder");
        assertThat(precious).exists();
    }

    @Test
    void reportsAnUnreachableBrokerWithinSeconds() throws IOException {
        KafkaSettings nobody = KafkaSettings.of("127.0.0.1:" + unusedPort());

        try (TopicSetup setup = new TopicSetup(nobody)) {
            assertThatThrownBy(setup::check)
                    .isInstanceOf(KafkaAccessException.class)
                    .hasMessageContaining("no Kafka broker answers at " + nobody.brokers());
        }
        assertThatThrownBy(() -> new TopicReader<>(nobody, TopicCatalogue.ALERTS))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("no Kafka broker answers at " + nobody.brokers());
    }

    private static void reportsAPortInUse(LocalBroker broker, Path parent) {
        assertThatThrownBy(() -> LocalBroker.start(parent.resolve("second"), broker.port()))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("port " + broker.port());
    }

    private static void reportsMissingTopics(LocalBroker broker) {
        try (TopicSetup setup = new TopicSetup(settings(broker).withPrefix("other."))) {
            assertThat(setup.check()).hasSameSizeAs(TopicCatalogue.ALL).allSatisfy(state -> {
                assertThat(state.state()).isEqualTo(TopicCheckResult.State.MISSING);
                assertThat(state.toString()).startsWith("other.").contains("topics create");
            });
        }
    }

    private static void reportsOtherSettings(LocalBroker broker) throws Exception {
        KafkaSettings settings = settings(broker).withPrefix("odd.");
        NewTopic odd = new NewTopic(settings.nameOf(TopicCatalogue.ACCOUNT_ACTIONS), 1, (short) 1)
                .configs(Map.of("cleanup.policy", "compact"));
        try (Admin admin = Admin.create(settings.clientProperties());
                TopicSetup setup = new TopicSetup(settings)) {
            admin.createTopics(List.of(odd)).all().get();

            assertThat(setup.check())
                    .contains(new TopicCheckResult(
                            odd.name(),
                            TopicCheckResult.State.DIFFERENT,
                            "cleanup.policy is compact, but the catalogue requires delete;"
                                    + " message.timestamp.type is CreateTime, but the catalogue"
                                    + " requires LogAppendTime; retention.ms is 604800000, but"
                                    + " the catalogue requires -1"));
        }
    }

    private static void namesTheMissingTopic(LocalBroker broker) {
        assertThatThrownBy(() -> new TopicReader<>(settings(broker).withPrefix("other."), TopicCatalogue.ALERTS))
                .isInstanceOf(KafkaAccessException.class)
                .hasMessageContaining("other.fraud.alerts");
    }

    private static void readsEveryDecisionBackWithItsSource(LocalBroker broker) {
        List<Decision> decisions = Stream.iterate(1, seed -> seed + 1)
                .limit(500)
                .map(seed -> new Samples(seed).decision())
                .toList();
        write(settings(broker), TopicCatalogue.DECISIONS, decisions.toArray(Decision[]::new));
        List<Decision> read = new ArrayList<>();

        try (TopicReader<Decision> reader = new TopicReader<>(settings(broker), TopicCatalogue.DECISIONS)) {
            reader.readToEnd(record -> {
                Decision decision = ((DecodeResult.Value<Decision>) record.decoded()).value();
                assertThat(record.source()).isEqualTo(SourceHeader.text(decision.origin()));
                read.add(decision);
            });
        }

        assertThat(read).containsExactlyInAnyOrderElementsOf(decisions);
    }

    private static void followsWhatComesLater(LocalBroker broker) {
        write(settings(broker), TopicCatalogue.VERDICTS, new Samples(1).verdict());
        Verdict later = new Samples(2).verdict();
        List<DecodeResult<Verdict>> seen = new ArrayList<>();

        try (TopicReader<Verdict> reader = new TopicReader<>(settings(broker), TopicCatalogue.VERDICTS)) {
            reader.skipToEnd();
            write(settings(broker), TopicCatalogue.VERDICTS, later);
            reader.readToEnd(record -> seen.add(record.decoded()));
        }

        assertThat(seen).containsExactly(new DecodeResult.Value<>(later));
    }

    private static KafkaSettings settings(LocalBroker broker) {
        return KafkaSettings.of(broker.brokers());
    }

    private static List<TopicCheckResult> createTopics(LocalBroker broker) {
        try (TopicSetup setup = new TopicSetup(settings(broker))) {
            return setup.create(1);
        }
    }

    @SafeVarargs
    private static <T> void write(KafkaSettings settings, Topic<T> topic, T... values) {
        try (TopicWriter<T> writer = new TopicWriter<>(settings, topic)) {
            for (T value : values) {
                writer.write(value);
            }
        }
    }

    private static <T> List<T> readAll(KafkaSettings settings, Topic<T> topic) {
        List<T> values = new ArrayList<>();
        try (TopicReader<T> reader = new TopicReader<>(settings, topic)) {
            reader.readToEnd(record -> values.add(((DecodeResult.Value<T>) record.decoded()).value()));
        }
        return values;
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
