package io.nacre.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster of several processes: a JobManager, and TaskManagers that can be killed. The job is on their class
 * path.
 */
public final class Cluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** JVM options of a trial's processes. They live for seconds, so a fast start matters more than peak speed. */
    public static final List<String> FAST_START = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /** The log of a killed process needs more than errors. */
    private static final String LOG = "-Dnacre.log=INFO";

    private final Path folder;
    private final List<String> options;
    private final int restPort;
    private final Process jobManager;
    private final List<Process> taskManagers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    private Cluster(Path folder, List<String> options, int restPort, Process jobManager) {
        this.folder = folder;
        this.options = options;
        this.restPort = restPort;
        this.jobManager = jobManager;
    }

    /**
     * Starts a JobManager.
     *
     * @param folder for its configuration and logs
     * @param silence heartbeat timeout
     * @param options additional JVM options of all its processes
     */
    public static Cluster start(Path folder, Duration silence, List<String> options) throws Exception {
        int rest = ClusterConfiguration.write(
                folder.resolve("conf"),
                1,
                Map.of(
                        "taskmanager.memory.task.heap.size", "1g",
                        "taskmanager.memory.task.off-heap.size", "128m",
                        "taskmanager.memory.network.min", "128m",
                        "taskmanager.memory.network.max", "128m",
                        "taskmanager.memory.managed.size", "512m",
                        "heartbeat.interval", silence.toMillis() / 3 + " ms",
                        "heartbeat.timeout", silence.toMillis() + " ms",
                        "io.tmp.dirs", folder.resolve("tmp").toString()));
        Process jobManager = Jvm.start(
                with(
                        options,
                        LOG,
                        "-Xmx512m",
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        folder.resolve("conf").toString(),
                        "--executionMode",
                        "cluster"),
                folder.resolve("jobmanager.log"));
        return new Cluster(folder, options, rest, jobManager);
    }

    /** Adds a TaskManager with one slot, and returns once it is registered. */
    public void addTaskManager() throws Exception {
        startTaskManager();
        awaitTaskManagers();
    }

    /** Starts the process of another TaskManager with one slot. */
    public void startTaskManager() throws IOException {
        int number = taskManagers.size() + 1;
        taskManagers.add(Jvm.start(
                with(
                        options,
                        LOG,
                        "-Xmx1536m",
                        "-XX:MaxDirectMemorySize=512m",
                        "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                        "--configDir",
                        folder.resolve("conf").toString()),
                folder.resolve("taskmanager-" + number + ".log")));
    }

    /** Returns once all TaskManagers are registered. */
    public void awaitTaskManagers() throws Exception {
        await("\"taskmanagers\":" + taskManagers.size());
    }

    /** Kills the TaskManager that was started first. */
    public void killFirst() {
        taskManagers.get(0).destroyForcibly();
    }

    /** An environment for jobs on this cluster, with the settings of a task. */
    public StreamExecutionEnvironment environment(Task task) {
        Configuration settings = Flink.settings(task);
        return StreamExecutionEnvironment.createRemoteEnvironment("localhost", restPort, settings);
    }

    /** Starts the whole job, with the settings of {@link JobRun}. */
    public void submit(Task task) throws Exception {
        StreamExecutionEnvironment env = environment(task);
        env.setParallelism(1);
        JobRun.define(env, task);
        env.executeAsync("fraud-detection");
    }

    @Override
    public void close() throws Exception {
        for (Process taskManager : taskManagers) {
            taskManager.destroyForcibly().waitFor();
        }
        jobManager.destroyForcibly().waitFor();
    }

    private static List<String> with(List<String> options, String... more) {
        return Stream.concat(options.stream(), Arrays.stream(more)).toList();
    }

    private void await(String expected) throws Exception {
        HttpRequest overview = HttpRequest.newBuilder(URI.create("http://localhost:" + restPort + "/overview"))
                .timeout(Duration.ofSeconds(5))
                .build();
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < endNs) {
            try {
                if (http.send(overview, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains(expected)) {
                    return;
                }
            } catch (IOException e) {
                // The JobManager is still starting.
            }
            Thread.sleep(200);
        }
        throw new IllegalStateException("the cluster does not start: " + lastWords());
    }

    /** The errors in the logs, because the logs will be deleted. */
    private String lastWords() throws IOException {
        List<String> words = new ArrayList<>();
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log :
                    logs.filter(file -> file.toString().endsWith(".log")).toList()) {
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("ERROR") || line.startsWith("Caused by"))
                        .forEach(words::add);
            }
        }
        return String.join("; ", words);
    }
}
