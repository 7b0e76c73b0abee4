package io.nacre.app;

import io.nacre.app.job.LocalFlink;
import io.nacre.codec.Framing;
import io.nacre.kafka.KafkaTopics;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.EngineKind;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.stream.FraudPipeline;
import io.nacre.stream.JobSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** The job on a Flink cluster in this JVM, with the shipped settings, that can be killed. */
final class ClusterHarness implements AutoCloseable {

    private static final MemorySize MEMORY = MemorySize.ofMebiBytes(128);

    private static final long ASK_EVERY_NS = Duration.ofMillis(100).toNanos();

    private final MiniCluster cluster;
    private final JobID job;

    private ClusterHarness(MiniCluster cluster, JobID job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Starts the job, from a checkpoint where one is given, else with empty memory even where it has run before. */
    static ClusterHarness start(
            KafkaSettings kafka, Bundle bundle, IpDatabaseConfig ips, Path checkpoints, @Nullable String restore)
            throws Exception {
        return start(
                kafka, new JobSettings(bundle, EngineKind.COMPILED, ips, Framing.SINGLE_OBJECT), checkpoints, restore);
    }

    /** Starts the job with settings of one's own. */
    static ClusterHarness start(KafkaSettings kafka, JobSettings job, Path checkpoints, @Nullable String restore)
            throws Exception {
        return start(kafka, job, checkpoints, 1, restore);
    }

    /** Starts the job with as many tasks of each operator. */
    static ClusterHarness start(
            KafkaSettings kafka, JobSettings job, Path checkpoints, int parallelism, @Nullable String restore)
            throws Exception {
        Configuration settings = LocalFlink.settings(checkpoints, parallelism, restore);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
        settings.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(200));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MEMORY);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MEMORY);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MEMORY);
        settings.set(RocksDBOptions.LOCAL_DIRECTORIES, rocksDb(checkpoints).toString());
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
        KafkaTopics topics = KafkaTopics.of(kafka);
        FraudPipeline.define(env, restore == null ? topics.fresh() : topics, job);
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .withRandomPorts()
                .build());
        cluster.start();
        JobID id = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
        return new ClusterHarness(cluster, id);
    }

    /** Where the tasks keep their state while they run. */
    static Path rocksDb(Path checkpoints) {
        return checkpoints
                .resolveSibling(checkpoints.getFileName() + "-rocksdb")
                .toAbsolutePath();
    }

    /** Writes a savepoint in Flink's own format, free of what RocksDB has not tidied away yet. */
    Path savepoint(Path folder) throws Exception {
        String path = cluster.triggerSavepoint(job, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
                .get();
        return Path.of(URI.create(path));
    }

    /** Returns once the job has failed and started again so often by itself. */
    void awaitRestarts(int count, Duration patience) throws Exception {
        long startNs = System.nanoTime();
        while (restarts() < count) {
            if (System.nanoTime() - startNs > patience.toNanos()) {
                throw new AssertionError("the job did not restart " + count + " times within " + patience);
            }
            LockSupport.parkNanos(ASK_EVERY_NS);
        }
    }

    /** Loses every task at once, and gives the job a new place to restart by itself. */
    void loseTasks() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.startTaskManager();
    }

    /** Loses the tasks, then all the rest; nothing is told to end well. */
    void kill() throws Exception {
        cluster.terminateTaskManager(0).get();
        cluster.close();
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }

    /** The newest checkpoint that is whole: the newest folder may have been left half written. */
    static String newestCheckpoint(Path checkpoints) throws IOException {
        try (Stream<Path> files = Files.walk(checkpoints)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingLong(ClusterHarness::number))
                    .orElseThrow(() -> new AssertionError("no checkpoint in " + checkpoints))
                    .toUri()
                    .toString();
        }
    }

    /** Each restart is another attempt of every task. */
    private int restarts() throws Exception {
        JobID only = cluster.listJobs().get().iterator().next().getJobId();
        int attempts = 0;
        for (AccessExecutionVertex vertex :
                cluster.getExecutionGraph(only).get().getAllExecutionVertices()) {
            attempts = Math.max(attempts, vertex.getCurrentExecutionAttempt().getAttemptNumber());
        }
        return attempts;
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }
}
