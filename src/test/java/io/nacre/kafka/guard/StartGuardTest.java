package io.nacre.kafka.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.admin.LocalBroker;
import io.nacre.kafka.admin.TopicSetup;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicIds;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.topic.Topic;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.stream.event.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** A job that refuses each record that it reads, over topics that are deleted, and after starts that must not be. */
@Tag("end-to-end")
class StartGuardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final AtomicInteger FAILURES = new AtomicInteger();
    private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
    private static final AtomicBoolean CHECKPOINTS_FAIL = new AtomicBoolean();

    private static LocalBroker broker;

    @TempDir
    private Path folder;

    private final List<String> sources = new ArrayList<>();

    private KafkaSettings kafka;
    private TopicReader<DeadLetter> letters;

    @BeforeAll
    static void start(@TempDir Path parent) {
        broker = LocalBroker.start(parent.resolve("broker"));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void create(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName();
        kafka = KafkaSettings.of(broker.brokers()).withPrefix(name + ".").withGroupId(name);
        createTopics();
        letters = new TopicReader<>(kafka, TopicCatalogue.DEAD_LETTERS);
        FAILURES.set(0);
        CHECKPOINTS_FAIL.set(false);
    }

    @AfterEach
    void close() {
        letters.close();
    }

    @Test
    void aTopicThatWasCreatedAgainIsNotReadFromTheOffsetsOfTheOldOne() throws Exception {
        send(10);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(10);
        awaitCheckpoint();
        stop(job);
        recreate(TopicCatalogue.TRANSACTIONS);
        send(11);

        JobClient restored = run(KafkaTopics.of(kafka), OFTEN, newestCheckpoint());

        assertThatThrownBy(() -> result(restored))
                .hasStackTraceContaining("deleted and created again: " + kafka.nameOf(TopicCatalogue.TRANSACTIONS))
                .hasStackTraceContaining("--fresh");
        assertThat(sources()).as("nothing was read").hasSize(10);

        JobClient fresh = run(KafkaTopics.of(kafka).fresh(), OFTEN, null);
        Set<String> sources = awaitLetters(21);
        stop(fresh);
        assertThat(sources.stream().map(source -> source.split(":", -1)[3]).distinct())
                .as("the ids of both topics")
                .hasSize(2);
    }

    @Test
    void anotherInputThatWasCreatedAgainEndsTheJobAsWell() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);
        awaitCheckpoint();
        stop(job);
        recreate(TopicCatalogue.LISTS);

        JobClient restored = run(KafkaTopics.of(kafka), OFTEN, newestCheckpoint());

        assertThatThrownBy(() -> result(restored))
                .hasStackTraceContaining("deleted and created again: " + kafka.nameOf(TopicCatalogue.LISTS));
    }

    @Test
    void aTopicThatIsCreatedAgainEndsARunningJob() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);

        recreate(TopicCatalogue.TRANSACTIONS);

        assertThatThrownBy(() -> result(job))
                .hasStackTraceContaining("deleted and created again: " + kafka.nameOf(TopicCatalogue.TRANSACTIONS));
    }

    @Test
    void aStateOfOtherTopicsIsRefused() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);
        awaitCheckpoint();
        stop(job);
        KafkaSettings other = kafka.withPrefix("other.").withGroupId("other");
        try (TopicSetup topics = new TopicSetup(other)) {
            topics.create(1, 1);
        }

        JobClient restored = run(KafkaTopics.of(other), OFTEN, newestCheckpoint());

        assertThatThrownBy(() -> result(restored))
                .hasStackTraceContaining("correct --topic-prefix or --from-savepoint");
    }

    @Test
    void aJobThatHasReadBeforeDoesNotBeginWithEmptyMemory() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);
        awaitCommitted();
        stop(job);
        send(2);

        JobClient anew = run(KafkaTopics.of(kafka), OFTEN, null);

        assertThatThrownBy(() -> result(anew))
                .hasStackTraceContaining("the consumer group " + kafka.groupId() + " has read")
                .hasStackTraceContaining("--from-savepoint")
                .hasStackTraceContaining("--fresh");
        assertThat(sources()).hasSize(3);

        JobClient fresh = run(KafkaTopics.of(kafka).fresh(), OFTEN, null);
        awaitLetters(5);
        stop(fresh);
    }

    /** No checkpoint knows of what it read: the next one does the same work with the same memory. */
    @Test
    void afterAJobThatWasKilledBeforeItsFirstCheckpointTheNextBeginsAtTheSamePlace() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), NEVER, null);
        awaitLetters(3);
        stop(job);
        assertThat(CommittedOffsets.hasRead(kafka)).isFalse();

        JobClient anew = run(KafkaTopics.of(kafka), NEVER, null);

        await("each twice", () -> sources().size() == 6);
        assertThat(new HashSet<>(sources())).hasSize(3);
        stop(anew);
    }

    @Test
    void aRestartWithoutACheckpointBeginsAtTheSamePlace() throws Exception {
        FAILURES.set(1);
        send(3);

        JobClient job = run(KafkaTopics.of(kafka), NEVER, null);

        awaitLetters(3);
        stop(job);
    }

    @Test
    void aTaskThatReadsItsFirstRecordAfterACheckpointIsOfTheSameJob() throws Exception {
        try (Admin admin = kafka.admin(Duration.ofSeconds(10))) {
            String topic = kafka.nameOf(TopicCatalogue.TRANSACTIONS);
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        sendTo(0, 3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);
        awaitCommitted();

        sendTo(1, 3);

        awaitLetters(6);
        stop(job);
        assertThat(sources()).as("no restart repeated any").hasSize(6);
    }

    @Test
    void aJobThatFailsAgainAndAgainBeforeItsFirstCheckpointEnds() throws Exception {
        CHECKPOINTS_FAIL.set(true);
        send(3);

        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);

        assertThatThrownBy(() -> result(job))
                .hasStackTraceContaining("it failed 6 times before its first checkpoint was complete")
                .hasStackTraceContaining("full disk");
        assertThat(sources()).hasSizeLessThanOrEqualTo(3 * StartGuard.FAILURES_AT_FIRST);
    }

    @Test
    void aJobWithACheckpointOutlivesThoseThatFailLater() throws Exception {
        send(3);
        JobClient job = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);
        awaitCheckpoint();

        CHECKPOINTS_FAIL.set(true);
        int asked = CHECKPOINTS.get();
        await("more that fail than may at first", () -> CHECKPOINTS.get() > asked + 10);
        send(1);

        awaitLetters(4);
        stop(job);
    }

    @Test
    void withExactlyOnceARestartWithoutACheckpointRepeatsNothing() throws Exception {
        FAILURES.set(1);
        kafka = kafka.with(KafkaSettings.Delivery.EXACTLY_ONCE);
        send(3);

        JobClient job = run(KafkaTopics.of(kafka), Duration.ofSeconds(3), null);

        assertThat(awaitLetters(3)).hasSize(3);
        stop(job);
        assertThat(sources()).hasSize(3);
    }

    @Test
    void aSecondJobWithTheGroupIsRefusedWhileTheFirstRuns() throws Exception {
        send(3);
        JobClient first = run(KafkaTopics.of(kafka), OFTEN, null);
        awaitLetters(3);

        assertThatThrownBy(() -> GroupLease.requireFree(kafka, Duration.ofSeconds(1)))
                .hasMessageContaining("another job with --group " + kafka.groupId() + " is running")
                .hasMessageContaining("127.0.0.1");
        JobInstance hasty = JobInstance.of(kafka).withFresh().withPatience(Duration.ofSeconds(3));
        JobClient second = run(KafkaTopics.of(kafka, hasty), OFTEN, null);
        assertThatThrownBy(() -> result(second)).hasStackTraceContaining("another job with --group");

        send(2);
        assertThat(awaitLetters(5)).as("the first goes on").hasSize(5);
        stop(first);
        GroupLease.requireFree(kafka, GroupLease.PATIENCE);
        assertThat(sources()).as("each was answered once").hasSize(5);
    }

    private void createTopics() {
        try (TopicSetup topics = new TopicSetup(kafka)) {
            topics.create(1, 1);
        }
    }

    private void recreate(Topic<?> topic) throws Exception {
        try (Admin admin = kafka.admin(Duration.ofSeconds(10))) {
            String before = TopicIds.ofInputs(kafka, admin).of(kafka.nameOf(topic));
            admin.deleteTopics(List.of(kafka.nameOf(topic))).all().get();
            createTopics();
            assertThat(TopicIds.ofInputs(kafka, admin).of(kafka.nameOf(topic))).isNotEqualTo(before);
        }
    }

    private void send(int count) throws Exception {
        sendTo(0, count);
    }

    private void sendTo(int partition, int count) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                producer.send(new ProducerRecord<>(
                                kafka.nameOf(TopicCatalogue.TRANSACTIONS), partition, null, new byte[] {1}))
                        .get();
            }
        }
    }

    private JobClient run(KafkaTopics topics, Duration checkpoints, @Nullable String restore) throws Exception {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, folder.toUri().toString());
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints);
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 1_000);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, OFTEN);
        if (restore != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        // Two, of which one has no partition to read.
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, settings);
        topics.transactions(env)
                .map(new Refuse())
                .uid("refuse")
                .sinkTo(topics.deadLetters())
                .uid("dead-letters");
        return env.executeAsync("refusing");
    }

    private static void result(JobClient job) throws Exception {
        job.getJobExecutionResult().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static void stop(JobClient job) throws Exception {
        job.cancel().get();
        job.getJobExecutionResult().handle((result, cancelled) -> result).get();
    }

    private Set<String> awaitLetters(int count) {
        await(count + " dead letters", () -> new HashSet<>(sources()).size() >= count);
        return new HashSet<>(sources);
    }

    private static void await(String what, BooleanSupplier there) {
        long startNs = System.nanoTime();
        while (!there.getAsBoolean()) {
            if (System.nanoTime() - startNs > PATIENCE.toNanos()) {
                throw new AssertionError("not there: " + what);
            }
            LockSupport.parkNanos(OFTEN.toNanos());
        }
    }

    private long newestNumber() {
        return newestMetadata().map(StartGuardTest::number).orElse(0L);
    }

    /** One that began after what was read so far. */
    private void awaitCheckpoint() {
        long before = newestNumber();
        await("a checkpoint", () -> newestNumber() > before + 1);
    }

    private void awaitCommitted() {
        try (GroupProgress progress = new GroupProgress(kafka)) {
            progress.await(List.of(TopicCatalogue.TRANSACTIONS), PATIENCE);
        }
    }

    /** The sources of all dead letters so far. */
    private List<String> sources() {
        letters.readToEnd(record -> {
            assertThat(record.decoded()).isInstanceOf(DecodeResult.Value.class);
            sources.add(String.valueOf(record.source()));
        });
        return List.copyOf(sources);
    }

    private String newestCheckpoint() {
        return newestMetadata().orElseThrow().getParent().toUri().toString();
    }

    private Optional<Path> newestMetadata() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .max((one, other) -> Long.compare(number(one), number(other)));
        } catch (IOException | UncheckedIOException e) {
            // Flink deletes the one before.
            return newestMetadata();
        }
    }

    private static long number(Path metadata) {
        return Long.parseLong(metadata.getParent().getFileName().toString().substring("chk-".length()));
    }

    /** Answers each record, or fails as often as asked. */
    private static final class Refuse implements MapFunction<RawRecord, DeadLetter>, CheckpointedFunction {
        @Override
        public DeadLetter map(RawRecord rawRecord) {
            if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new IllegalStateException("as the test asked");
            }
            return DeadLetter.of(rawRecord.origin(), rawRecord.value(), RejectionCode.UNREADABLE, "as the test asked");
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws IOException {
            CHECKPOINTS.incrementAndGet();
            if (CHECKPOINTS_FAIL.get()) {
                throw new IOException("no space left on device, as the test asked");
            }
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            // It keeps nothing.
        }
    }
}
