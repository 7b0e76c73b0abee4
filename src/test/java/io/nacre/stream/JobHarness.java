package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.codec.Contract;
import io.nacre.codec.ContractWriter;
import io.nacre.codec.Framing;
import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.decision.Decision;
import io.nacre.decision.Example;
import io.nacre.decision.incident.Alert;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.payment.RecordOrigin;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.event.RawRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The whole job on a small cluster in this JVM, over topics in memory: fed, stopped with a savepoint, or lost. */
final class JobHarness implements AutoCloseable {

    /** Where the job's tasks, who are created from their bytes, find the topics of their trial. */
    static final Map<String, IntFunction<BlockingQueue<RawRecord>>> QUEUES = new ConcurrentHashMap<>();

    static final Map<String, Notes> NOTES = new ConcurrentHashMap<>();

    private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(3);

    private final String trial = UUID.randomUUID().toString();
    private final Notes notes = new Notes();
    private final InMemoryReporter metrics = InMemoryReporter.createWithRetainedMetrics();
    private final int parallelism;
    private final Map<String, List<BlockingQueue<RawRecord>>> topics = new ConcurrentHashMap<>();
    private final MiniCluster cluster;
    private final JobID id;
    private long sent;

    private JobHarness(int parallelism, String backend, @Nullable String restore, JobSettings job) throws Exception {
        this.parallelism = parallelism;
        NOTES.put(trial, notes);
        Configuration settings = settings(parallelism, backend, restore);
        metrics.addToConfiguration(settings);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
        FraudPipeline.define(env, new InMemoryTopics(this::open, trial), job);
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
        cluster.start();
        id = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
    }

    /** Starts the job on the heap. */
    static JobHarness start(int parallelism, @Nullable String restore) throws Exception {
        return start(parallelism, "hashmap", restore);
    }

    /** Starts the job with its state in another place. */
    static JobHarness start(int parallelism, String backend, @Nullable String restore) throws Exception {
        return start(parallelism, backend, restore, settings(TestBundles.catalogueBundle()));
    }

    /** Starts the job with other settings. */
    static JobHarness start(int parallelism, String backend, @Nullable String restore, JobSettings settings)
            throws Exception {
        return new JobHarness(parallelism, backend, restore, settings);
    }

    /** Of the job over topics in memory. */
    static JobSettings settings(Bundle bundle) {
        return new JobSettings(bundle, EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT);
    }

    /** Whether the job has not failed. */
    boolean isRunning() throws Exception {
        return !cluster.getJobStatus(id).get().isTerminalState();
    }

    private static Configuration settings(int parallelism, String backend, @Nullable String restore) {
        MemorySize small = MemorySize.ofMebiBytes(64);
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        settings.set(StateBackendOptions.STATE_BACKEND, backend);
        settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, small);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, small);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, small);
        if (restore != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        return settings;
    }

    /** A topic of as many partitions as the job has tasks. */
    private void open(String topic) {
        List<BlockingQueue<RawRecord>> partitions = new ArrayList<>();
        for (int i = 0; i < parallelism; i++) {
            partitions.add(new LinkedBlockingQueue<>());
        }
        topics.put(topic, partitions);
        QUEUES.put(trial + topic, partitions::get);
    }

    /** Writes a value to its topic, by its key. */
    <T> void send(String topic, Contract<T> contract, String key, T value, long brokerMs) {
        ContractWriter<T> writer = contract.writer(Framing.SINGLE_OBJECT, topic);
        send(topic, key, writer.write(value), brokerMs);
    }

    /** Writes bytes to a topic, by their key. */
    void send(String topic, String key, byte @Nullable [] value, long brokerMs) {
        int partition = Math.floorMod(key.hashCode(), parallelism);
        requireNonNull(topics.get(topic))
                .get(partition)
                .add(new RawRecord(new RecordOrigin(topic, partition, sent++, brokerMs), value));
    }

    Notes notes() {
        return notes;
    }

    /** The sum over all tasks of what a metric counted. */
    long counted(String metric) {
        return metrics(metric, Counter.class).mapToLong(Counter::getCount).sum();
    }

    /** How many values all tasks recorded in a histogram. */
    long recorded(String metric) {
        return metrics(metric, Histogram.class).mapToLong(Histogram::getCount).sum();
    }

    /** The sum over all tasks of what a gauge shows. */
    long gauge(String metric) {
        return metrics(metric, Gauge.class)
                .mapToLong(gauge -> ((Number) gauge.getValue()).longValue())
                .sum();
    }

    /** Waits until all tasks together have counted so many. */
    void awaitCount(String metric, long count) throws InterruptedException {
        await(metric, () -> counted(metric), count);
    }

    /** Waits until all tasks together have recorded so many values in a histogram. */
    void awaitRecorded(String metric, long count) throws InterruptedException {
        await(metric, () -> recorded(metric), count);
    }

    private static void await(String metric, LongSupplier value, long count) throws InterruptedException {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (value.getAsLong() < count) {
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError(metric + " is " + value.getAsLong() + ", and not " + count);
            }
            Thread.sleep(10);
        }
    }

    private <M extends Metric> Stream<M> metrics(String metric, Class<M> type) {
        return metrics.getMetricsByGroup().entrySet().stream()
                .flatMap(group -> group.getValue().entrySet().stream()
                        .filter(each -> group.getKey()
                                .getMetricIdentifier(each.getKey())
                                .endsWith("." + metric))
                        .map(Map.Entry::getValue)
                        .filter(type::isInstance)
                        .map(type::cast));
    }

    /** Writes a savepoint in Flink's canonical format, then stops the job; where it lies. */
    String stop(Path folder) throws Exception {
        return savepoint(folder, true);
    }

    /** Writes a savepoint; the job goes on. */
    String savepoint(Path folder, boolean stopping) throws Exception {
        return cluster.triggerSavepoint(id, folder.toUri().toString(), stopping, SavepointFormatType.CANONICAL)
                .get(3, TimeUnit.MINUTES);
    }

    /** Loses the tasks and all they did since the last savepoint. */
    void crash() throws Exception {
        cluster.terminateTaskManager(0).get();
        close();
    }

    @Override
    public void close() throws Exception {
        cluster.close();
        topics.keySet().forEach(topic -> QUEUES.remove(trial + topic));
        NOTES.remove(trial);
    }

    /** What the job wrote. */
    static final class Notes {

        private final List<Object> all = new ArrayList<>();

        synchronized void add(Object output) {
            all.add(output);
            notifyAll();
        }

        List<Decision> decisions() {
            return of(Decision.class, each -> true);
        }

        List<Alert> alerts() {
            return of(Alert.class, each -> true);
        }

        List<DeadLetter> letters() {
            return of(DeadLetter.class, each -> true);
        }

        List<RejectedTransaction> rejected() {
            return of(RejectedTransaction.class, each -> true);
        }

        List<Example> vectors() {
            return of(Example.class, each -> each.vector() != null);
        }

        /** How many labels were learned from. */
        int labels() {
            return of(Example.class, each -> each.label() != null).size();
        }

        /** Waits until so many records were answered, and so many labels were learned from. */
        synchronized void await(int answers, int labels) throws InterruptedException {
            long untilNs = System.nanoTime() + PATIENCE_NS;
            while (decisions().size() + letters().size() < answers || labels() < labels) {
                long leftMs = TimeUnit.NANOSECONDS.toMillis(untilNs - System.nanoTime());
                if (leftMs <= 0) {
                    throw new AssertionError("waited for " + answers + " answers and " + labels + " labels, got "
                            + decisions().size() + " decisions and " + letters().size() + " dead letters");
                }
                wait(leftMs);
            }
        }

        private synchronized <T> List<T> of(Class<T> type, Predicate<T> which) {
            return all.stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(which)
                    .toList();
        }
    }
}
