package io.nacre.chaos;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nacre.bench.load.ClusterConfiguration;
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
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * A standalone Flink cluster of several processes in the shipped configuration: a JobManager, and two TaskManagers,
 * each with enough slots for the whole job.
 */
final class FlinkCluster implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration REST_PATIENCE = Duration.ofSeconds(3);
    private static final int TASK_MANAGERS = 2;

    private final Path conf;
    private final int restPort;
    private final int parallelism;
    private final Node jobManager;
    private final List<Node> taskManagers = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private long restartsBefore;
    private long restarts;

    private FlinkCluster(Path folder, Path conf, int restPort, int parallelism) {
        this.conf = conf;
        this.parallelism = parallelism;
        this.restPort = restPort;
        jobManager = new Node(
                "jobmanager",
                folder,
                List.of(
                        "-Xmx448m",
                        "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                        "--configDir",
                        conf.toString(),
                        "--executionMode",
                        "cluster"));
        for (int number = 1; number <= TASK_MANAGERS; number++) {
            taskManagers.add(new Node(
                    "taskmanager-" + number,
                    folder,
                    List.of(
                            "-Xmx640m",
                            "-XX:MaxDirectMemorySize=320m",
                            "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                            "--configDir",
                            conf.toString(),
                            "-Dtaskmanager.resource-id=taskmanager-" + number)));
        }
    }

    /**
     * Starts all processes.
     *
     * @param folder for configuration and logs
     * @param checkpoints the checkpoint folder
     * @param state the local state folder of the tasks
     */
    static FlinkCluster start(Path folder, Path checkpoints, Path state, int parallelism) throws Exception {
        Path conf = folder.resolve("conf");
        int rest = ClusterConfiguration.write(
                conf,
                parallelism,
                Map.of(
                        "taskmanager.memory.task.heap.size", "512m",
                        "taskmanager.memory.task.off-heap.size", "64m",
                        "taskmanager.memory.network.min", "96m",
                        "taskmanager.memory.network.max", "96m",
                        "taskmanager.memory.managed.size", "128m",
                        "parallelism.default", Integer.toString(parallelism),
                        "web.refresh-interval", "500 ms",
                        "execution.checkpointing.dir", checkpoints.toUri().toString(),
                        "io.tmp.dirs", state.toString()));
        FlinkCluster cluster = new FlinkCluster(folder, conf, rest, parallelism);
        cluster.jobManager.start();
        for (Node taskManager : cluster.taskManagers) {
            taskManager.start();
        }
        cluster.awaitTaskManagers();
        return cluster;
    }

    Node jobManager() {
        return jobManager;
    }

    List<Node> taskManagers() {
        return List.copyOf(taskManagers);
    }

    /**
     * The TaskManager with the job's running tasks. Allocated slots do not show it: after the end of a JobManager, a
     * TaskManager still has the slots of the previous job.
     */
    Node busy() throws Exception {
        AtomicReference<@Nullable Node> found = new AtomicReference<>();
        Waiting.forThat(
                "a TaskManager with running tasks",
                () -> {
                    found.set(running());
                    return found.get() != null;
                },
                PATIENCE);
        return requireNonNull(found.get());
    }

    private @Nullable Node running() throws Exception {
        for (JsonNode job : get("/jobs").get("jobs")) {
            String path = "/jobs/" + job.get("id").asText();
            JsonNode task = get(path).get("vertices").get(0);
            boolean works = job.get("status").asText().equals("RUNNING");
            for (JsonNode subtask :
                    get(path + "/vertices/" + task.get("id").asText()).get("subtasks")) {
                if (works && subtask.get("status").asText().equals("RUNNING")) {
                    return alive(subtask.get("taskmanager-id").asText());
                }
            }
        }
        return null;
    }

    private @Nullable Node alive(String name) {
        return taskManagers.stream()
                .filter(node -> node.name().equals(name) && node.isAlive())
                .findFirst()
                .orElse(null);
    }

    void awaitTaskManagers() throws InterruptedException {
        Waiting.forThat(
                "the registration of " + TASK_MANAGERS + " TaskManagers",
                () -> get("/overview").get("taskmanagers").asInt() >= TASK_MANAGERS
                        && get("/overview").get("slots-available").asInt() >= parallelism,
                PATIENCE);
    }

    /** Starts the job, from a checkpoint if one is given. */
    void submit(KafkaSettings kafka, Bundle bundle, @Nullable Path checkpoint) throws Exception {
        Configuration settings = GlobalConfiguration.loadConfiguration(conf.toString());
        if (checkpoint != null) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, checkpoint.toUri().toString());
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createRemoteEnvironment("localhost", restPort, settings);
        env.setParallelism(parallelism);
        JobSettings job = new JobSettings(bundle, EngineKind.COMPILED, IpDatabaseConfig.NONE, Framing.SINGLE_OBJECT);
        KafkaTopics topics = KafkaTopics.of(kafka);
        // A supervisor without a checkpoint starts without state, and the reconciliation counts the repeated outputs.
        FraudPipeline.define(env, checkpoint == null ? topics.fresh() : topics, job);
        env.executeAsync("fraud-detection");
    }

    /** The number of automatic restarts so far, summed over JobManagers. */
    long restarts() {
        try {
            long now = 0;
            for (JsonNode job : get("/jobs").get("jobs")) {
                now += attempts("/jobs/" + job.get("id").asText());
            }
            restarts = Math.max(restarts, restartsBefore + now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // Without a JobManager the last count is valid.
        }
        return restarts;
    }

    /** All tasks are restarted together, so one is enough; metrics would stop while a process is missing. */
    private long attempts(String job) throws IOException, InterruptedException {
        long attempts = 0;
        String task = get(job).get("vertices").get(0).get("id").asText();
        for (JsonNode subtask : get(job + "/vertices/" + task).get("subtasks")) {
            attempts = Math.max(attempts, subtask.get("attempt").asLong());
        }
        return attempts;
    }

    /** The next JobManager starts at 0. */
    void countAnew() {
        restartsBefore = restarts;
    }

    long failedCheckpoints() throws Exception {
        long failed = 0;
        for (JsonNode job : get("/jobs").get("jobs")) {
            failed += get("/jobs/" + job.get("id").asText() + "/checkpoints")
                    .get("counts")
                    .get("failed")
                    .asLong();
        }
        return failed;
    }

    @Override
    public void close() throws InterruptedException {
        for (Node taskManager : taskManagers) {
            taskManager.kill();
        }
        jobManager.kill();
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + restPort + path))
                .timeout(REST_PATIENCE)
                .build();
        return json.readTree(http.send(request, BodyHandlers.ofString()).body());
    }
}
