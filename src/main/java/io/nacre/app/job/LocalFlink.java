package io.nacre.app.job;

import io.nacre.app.cli.CommandFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Flink in this JVM, configured by {@code flink-conf/config.yaml}.
 *
 * @param env the environment in which the job is defined
 * @param webUi the address of its web interface
 */
public record LocalFlink(StreamExecutionEnvironment env, String webUi) {

    /** Sufficient for the network buffers of all shuffles at a parallelism of four. */
    static final MemorySize NETWORK = MemorySize.ofMebiBytes(256);

    /** Includes RocksDB's caches and write buffers. */
    static final MemorySize MANAGED = MemorySize.ofMebiBytes(512);

    /**
     * Creates a cluster in this JVM; it starts with the job.
     *
     * @param checkpoints folder for checkpoints
     * @param webPort port of the web interface; 0 for any free port
     * @param restore checkpoint or savepoint to restore
     */
    public static LocalFlink local(Path checkpoints, int webPort, int parallelism, @Nullable String restore)
            throws IOException {
        int port = webPort == 0 ? freePort() : webPort;
        Configuration settings = settings(checkpoints, parallelism, restore);
        settings.set(RestOptions.PORT, port);
        settings.set(RestOptions.BIND_PORT, Integer.toString(port));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(settings);
        env.setParallelism(parallelism);
        return new LocalFlink(env, "http://localhost:" + port);
    }

    /** The settings of {@code flink-conf/config.yaml}, with those of this run. */
    public static Configuration settings(Path checkpoints, int parallelism, @Nullable String restore) {
        Configuration settings = shipped();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, parallelism);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        if (restore != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        return settings;
    }

    /** The settings of {@code flink-conf/config.yaml}. */
    static Configuration shipped() {
        Path folder = Path.of(System.getProperty("nacre.home", "."), "flink-conf");
        if (!Files.isReadable(folder.resolve("config.yaml"))) {
            throw new CommandFailedException(
                    "no such file: " + folder.resolve("config.yaml") + "; run the command by scripts/nacre");
        }
        return GlobalConfiguration.loadConfiguration(folder.toString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
