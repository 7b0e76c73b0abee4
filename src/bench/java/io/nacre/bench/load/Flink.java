package io.nacre.bench.load;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Flink in this JVM with {@code flink-conf/config.yaml} and the settings of a task: backend (rocksdb or heap),
 * parallelism, checkpoint-ms, folder, restarts (whether a failed job is restarted).
 */
final class Flink {

    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(256);

    /** Contains RocksDB's caches and write buffers. */
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);

    private Flink() {}

    static StreamExecutionEnvironment local(Task task) {
        int parallelism = (int) task.number("parallelism", 1);
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings(task));
    }

    static Configuration settings(Task task) {
        Path conf = Path.of(System.getProperty("nacre.home", "."), "flink-conf");
        Path folder = Path.of(task.text("folder"));
        Configuration settings = GlobalConfiguration.loadConfiguration(conf.toString());
        settings.set(StateBackendOptions.STATE_BACKEND, backend(task.text("backend", "rocksdb")));
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        settings.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, (int) task.number("parallelism", 1));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        if (!Boolean.parseBoolean(task.text("restarts", "false"))) {
            // A benchmark that fails should end with the reason.
            settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        }
        long checkpointMs = task.number("checkpoint-ms", 0);
        if (checkpointMs > 0) {
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointMs));
        }
        return settings;
    }

    private static String backend(String name) {
        return name.equals("heap") ? "hashmap" : name;
    }
}
