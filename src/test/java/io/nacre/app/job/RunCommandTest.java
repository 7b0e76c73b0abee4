package io.nacre.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.nacre.app.Answers;
import io.nacre.app.CliRun;
import io.nacre.decision.Decision;
import io.nacre.feature.Payments;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicRecords;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.guard.CommittedOffsets;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.payment.Transaction;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nacre run} in a process of its own, which is stopped and killed. */
@Tag("end-to-end")
class RunCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    @TempDir
    private Path folder;

    private LocalBroker broker;
    private KafkaSettings kafka;
    private Answers answers;
    private Path out;
    private Path err;
    private Process process;

    @BeforeEach
    void start() throws Exception {
        broker = LocalBroker.start(folder.resolve("broker"));
        kafka = KafkaSettings.of(broker.brokers());
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
        answers = new Answers(kafka);
        TestBundles.catalogueBundle().write(folder.resolve("bundle.zip"));
        out = folder.resolve("out");
        err = folder.resolve("err");
        configure();
    }

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        answers.close();
        broker.close();
    }

    @Test
    void startedAgainItGoesOnFromItsNewestCheckpoint() throws Exception {
        run(out.toFile(), err.toFile());
        pay("first");
        answers.await(1);
        awaitCheckpoint();

        process.destroy();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out))
                .contains("The job starts without state, because its consumer group has not completed a checkpoint.")
                .contains("Stopped. The same command continues from " + folder.resolve("checkpoints"));

        run(out.toFile(), err.toFile());
        await("the second start", () -> read(out).contains("The job continues from " + folder.resolve("checkpoints")));
        pay("first");
        answers.await(2);
        process.destroyForcibly().waitFor();

        run(out.toFile(), err.toFile());
        pay("first");
        answers.await(3);
        assertThat(decisions().stream().map(Decision::duplicate))
                .as("the id was known after each start; a start may repeat an answer")
                .startsWith(false)
                .hasSizeGreaterThanOrEqualTo(3)
                .filteredOn(repeated -> !repeated)
                .hasSize(1);
        await("the source's own commit", () -> CommittedOffsets.hasRead(kafka));
        process.destroyForcibly().waitFor();
        assertThat(read(err)).doesNotContain(" and restarts: ");

        refusesOtherwise();
    }

    /** With another maximum parallelism, and without its checkpoints. */
    private void refusesOtherwise() throws Exception {
        configure("pipeline:\n", "pipeline:\n  max-parallelism: 77\n");
        run(out.toFile(), err.toFile());
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(read(err))
                .contains("nacre: ")
                .contains("Max parallelism mismatch")
                .contains("77");

        FileUtils.deleteDirectory(folder.resolve("checkpoints").toFile());
        CliRun without = doctor("");
        assertThat(without.out()).contains("bad   start", "has read payments.transactions before", "--fresh");
        CliRun fresh = doctor("--fresh");
        assertThat(fresh.out()).contains("hint  start", "starts without state because of --fresh");
    }

    /** What stands where the checkpoints should be is a file: every one fails, as on a full disk. */
    @Test
    void reportsFailedCheckpointsAndEndsInsteadOfRepeatingAllOutputs() throws Exception {
        configure("    interval: 500 ms", "    interval: 2 s");
        run(out.toFile(), err.toFile());
        await("Flink's folder", () -> !flinkFolders().isEmpty());
        Path flinks = flinkFolders().get(0);
        FileUtils.deleteDirectory(flinks.toFile());
        Files.createFile(flinks);
        pay("first");
        answers.await(1);

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(read(err))
                .containsPattern("nacre: checkpoint \\d+ failed: ")
                .contains("after a failure the job starts over, and repeats all outputs")
                .contains("nacre: the job has decided transactions since its start, but its first 6 checkpoints"
                        + " failed: each failure")
                .doesNotContain("Exception in thread");
        assertThat(decisions()).as("nothing was answered twice").hasSize(1);
    }

    @Test
    void reportsACheckpointSlowerThanItsTimeout() throws Exception {
        configure("    timeout: 5 min", "    timeout: 10 ms", "    interval: 500 ms", "    interval: 2 s");
        run(out.toFile(), err.toFile());
        pay("first");
        answers.await(1);

        await("the word of it", () -> read(err).contains("Checkpoint expired before completing"));
        assertThat(read(err)).containsPattern("nacre: checkpoint \\d+ failed: Checkpoint expired before completing");
    }

    /** Every write to it fails as on a full disk. */
    @Test
    void goesOnWhereNothingCanBeLogged() throws Exception {
        File full = new File("/dev/full");
        assumeTrue(full.exists(), "this system has no /dev/full");
        run(full, full);
        for (int k = 0; k < 3; k++) {
            sendRubbish();
            pay("payment-" + k);
            answers.await(2 * (k + 1));
        }
        assertThat(process.isAlive()).isTrue();
    }

    /** The shipped settings with a checkpoint twice a second, and these lines in place of others. */
    private void configure(String... changes) throws IOException {
        Path shipped = Path.of(System.getProperty("nacre.home", "."), "flink-conf", "config.yaml");
        String config = Files.readString(shipped);
        List<String> all = new ArrayList<>(
                List.of("    interval: 5 s", "    interval: 500 ms", "    min-pause: 1 s", "    min-pause: 100 ms"));
        all.addAll(List.of(changes));
        for (int i = 0; i < all.size(); i += 2) {
            assertThat(config).contains(all.get(i));
            config = config.replace(all.get(i), all.get(i + 1));
        }
        Files.writeString(
                Files.createDirectories(folder.resolve("home/flink-conf")).resolve("config.yaml"), config);
    }

    private void run(File standardOut, File standardErr) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dnacre.home=" + folder.resolve("home"),
                "-Dnacre.work=" + folder.resolve("work"),
                "io.nacre.app.Nacre",
                "run"));
        command.addAll(options());
        ProcessBuilder builder = new ProcessBuilder(command);
        // The environment has room for a class path of any length.
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectOutput(standardOut);
        builder.redirectError(standardErr);
        process = builder.start();
    }

    private List<String> options() {
        return List.of(
                "--bootstrap-servers",
                broker.brokers(),
                "--bundle",
                folder.resolve("bundle.zip").toString(),
                "--checkpoints",
                folder.resolve("checkpoints").toString());
    }

    private CliRun doctor(String more) {
        List<String> line = new ArrayList<>(List.of("doctor"));
        line.addAll(options());
        if (!more.isEmpty()) {
            line.add(more);
        }
        return CliRun.of(line);
    }

    private void pay(String id) {
        try (TopicWriter<Transaction> writer = new TopicWriter<>(kafka, TopicCatalogue.TRANSACTIONS)) {
            writer.write(Payments.payment(id, "acct", Payments.START_MS));
        }
    }

    /** The job logs a warning of it. */
    private void sendRubbish() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.brokers()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(kafka.nameOf(TopicCatalogue.TRANSACTIONS), new byte[] {1}))
                    .get();
        }
    }

    private List<Decision> decisions() {
        List<Decision> decisions = new ArrayList<>();
        TopicRecords.each(kafka, TopicCatalogue.DECISIONS, decisions::add);
        return decisions;
    }

    /** Two, so that the newer one holds what was answered before. */
    private void awaitCheckpoint() {
        List<Path> before = checkpoints();
        await(
                "a checkpoint",
                () -> checkpoints().stream()
                                .filter(file -> !before.contains(file))
                                .count()
                        > 1);
    }

    private List<Path> checkpoints() {
        try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
            return files.filter(file -> file.endsWith("_metadata")).toList();
        } catch (IOException | UncheckedIOException e) {
            // Flink deletes old ones meanwhile.
            return List.of();
        }
    }

    /** Flink names a folder by the id of the job. */
    private List<Path> flinkFolders() {
        try (Stream<Path> files = Files.walk(folder.resolve("checkpoints"))) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{32}"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private void await(String what, BooleanSupplier condition) {
        long startNs = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE.toNanos() || !process.isAlive()) {
                throw new AssertionError(what + " did not come; standard error: " + read(err));
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
