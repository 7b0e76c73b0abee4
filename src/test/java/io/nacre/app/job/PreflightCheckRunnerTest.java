package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.app.CliRun;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.MemorySize;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before a job starts, found well and found amiss. */
@Tag("broker")
class PreflightCheckRunnerTest {

    private static final long GIBIBYTE = 1L << 30;

    @TempDir
    private Path folder;

    private String bundle;

    @BeforeEach
    void trainABundle() {
        bundle = folder.resolve("bundle.zip").toString();
        TestBundles.catalogueBundle().write(Path.of(bundle));
    }

    @Test
    void findsEverythingWellWithABrokerAndItsTopics() throws IOException {
        try (LocalBroker broker = LocalBroker.start(folder.resolve("broker"))) {
            try (TopicSetup topics = new TopicSetup(KafkaSettings.of(broker.brokers()))) {
                topics.create(1);
            }
            String key = folder.resolve("ada.key").toString();
            assertThat(CliRun.of("bundle keygen --out " + key).code()).isZero();
            assertThat(CliRun.of("bundle sign " + bundle + " --key " + key).code())
                    .isZero();

            CliRun doctor = doctor(broker.brokers(), "--delivery exactly-once --trust " + key + ".pub");

            assertThat(doctor.code()).as(doctor.out()).isZero();
            assertThat(doctor.err()).isEmpty();
            assertThat(doctor.out())
                    .contains("ok    java", "ok    memory", "ok    bundle", "ok    client", "ok    transactions")
                    .contains(
                            "1 keys are trusted",
                            "all " + TopicCatalogue.ALL.size() + " topics exist",
                            "hint  replicas",
                            "The job can start.")
                    .doesNotContain("bad ");

            refusesToRunWithoutTopics(broker);
        }
    }

    /** One line for each failure, at once. */
    private void refusesToRunWithoutTopics(LocalBroker broker) {
        String line = " --bootstrap-servers " + broker.brokers() + " --topic-prefix other. --bundle " + folder + "/gone"
                + " --checkpoints " + folder.resolve("checkpoints");

        CliRun run = CliRun.of("run" + line);
        CliRun doctor = CliRun.of("doctor" + line);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("nacre: bundle: there is no bundle at"),
                        second -> assertThat(second)
                                .startsWith("nacre: topics: missing topics: other.payments.transactions")
                                .endsWith("create them with 'nacre topics create'"));
        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.out()).contains("bad   bundle", "bad   topics", "2 to fix before the job can start.");
    }

    @Test
    void reportsEachProblemInOneLine() throws IOException {
        Path key = folder.resolve("ada.key");
        Path notes = Files.writeString(folder.resolve("notes.mmdb"), "no database");
        Path client = Files.writeString(folder.resolve("tls.properties"), "ssl.truststore.location=/nowhere/trust.jks");
        assertThat(CliRun.of("bundle keygen --out " + key).code()).isZero();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CliRun doctor = doctor(
                    "127.0.0.1:1",
                    "--trust " + key + ".pub --ip-country " + notes + " --client-config " + client + " --web-port "
                            + taken.getLocalPort() + " --from-savepoint " + folder.resolve("chk-7"));

            assertThat(doctor.code()).isEqualTo(1);
            assertThat(doctor.out())
                    .containsPattern("bad   bundle .* is not signed")
                    .containsPattern("bad   addresses .*notes.mmdb is damaged or not an .mmdb file")
                    .containsPattern("bad   settings .*/nowhere/trust.jks, which this process cannot read")
                    .containsPattern("bad   port .*port " + taken.getLocalPort() + " cannot be opened")
                    .containsPattern("bad   state .*the checkpoint at .*chk-7 is incomplete")
                    .contains("5 to fix before the job can start.");
        }
    }

    @Test
    void reportsAnUnreachableBrokerAndSkipsItsOtherChecks() {
        CliRun doctor = doctor("127.0.0.1:1", "--delivery exactly-once");

        assertThat(doctor.code()).isEqualTo(1);
        assertThat(doctor.out())
                .containsPattern("bad   broker .*no Kafka broker answers at 127.0.0.1:1")
                .doesNotContain("topics ", "transactions ");
    }

    @Test
    void refusesAFolderThatIsAFileOrHasNoRoom() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(HostChecks.folder(folder.resolve("new"), MemorySize.ZERO)).contains("is writable, with ");
        assertThat(folder.resolve("new")).isEmptyDirectory();
        assertThatThrownBy(() -> HostChecks.folder(file, MemorySize.ZERO)).hasMessageContaining("cannot be written to");
        assertThatThrownBy(() -> HostChecks.folder(folder, new MemorySize(Long.MAX_VALUE)))
                .hasMessageContaining("free space, or choose another folder");
    }

    @Test
    void refusesAJavaThatIsNotTested() {
        assertThat(HostChecks.java(17)).startsWith("Java ");
        assertThatThrownBy(() -> HostChecks.java(11)).hasMessageContaining("use a JDK from 17 to 21");
        assertThatThrownBy(() -> HostChecks.java(24)).hasMessageContaining("use a JDK from 17 to 21");
    }

    @Test
    void refusesMoreMemoryThanThereIs() {
        assertThat(HostChecks.memory(GIBIBYTE, 2 * GIBIBYTE)).contains("2,048 MiB");
        assertThatThrownBy(() -> HostChecks.memory(GIBIBYTE, GIBIBYTE + GIBIBYTE / 2))
                .hasMessageContaining("set a smaller heap");
        assertThat(HostChecks.nativeMemory("0")).contains("its own memory only");
        assertThatThrownBy(() -> HostChecks.nativeMemory("")).hasMessageContaining("maxphysicalbytes=0");
    }

    @Test
    void distinguishesACompleteCheckpoint() throws IOException {
        Path half = Files.createDirectories(folder.resolve("chk-8"));
        Path whole = Files.createDirectories(folder.resolve("chk-7"));
        Files.createFile(whole.resolve("_metadata"));

        assertThat(HostChecks.state(whole.toString())).endsWith("is complete");
        assertThat(HostChecks.state(whole.toUri().toString())).endsWith("is complete");
        assertThat(HostChecks.state("s3://bucket/chk-1")).contains("is not checked");
        assertThatThrownBy(() -> HostChecks.state(half.toUri().toString()))
                .hasMessageContaining("its file _metadata is missing");
    }

    @Test
    void refusesAPortThatIsTaken() throws IOException {
        assertThat(HostChecks.port(0)).isEqualTo("any free port");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> HostChecks.port(taken.getLocalPort())).hasMessageContaining("--web-port");
        }
    }

    @Test
    void thePageListsEveryCheck() throws IOException {
        List<String> rows = new ArrayList<>(List.of("| check | asks |", "|---|---|"));
        for (PreflightCheck preflightCheck : PreflightCheck.values()) {
            rows.add("| `" + preflightCheck.name().toLowerCase(Locale.ROOT) + "` | " + preflightCheck.question()
                    + "? |");
        }

        assertThat(Files.readString(Path.of("src/docs/operations/deploy.md")))
                .as("paste:%n%s", String.join("\n", rows))
                .contains(String.join("\n", rows));
    }

    private CliRun doctor(String brokers, String options) {
        return CliRun.of("doctor --bootstrap-servers " + brokers + " --bundle " + bundle + " --checkpoints "
                + folder.resolve("checkpoints") + " " + options);
    }
}
