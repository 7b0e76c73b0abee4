package io.nacre.app;

import io.nacre.kafka.TopicSetup;
import io.nacre.kafka.TopicState;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the job in this JVM against a given broker. */
@Command(
        name = "run",
        description = "Run the job in this process against a broker, until Ctrl-C.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre run --brokers localhost:9092 --bundle my-bundle",
            "  nacre run --brokers kafka:9093 --client-config tls.properties --bundle b.zip --parallelism 2",
            "  nacre run --brokers localhost:9092 --bundle b.zip --from-state file:///var/nacre/checkpoints/.../chk-42",
            "",
            "On a Flink cluster, submit target/nacre-job.jar with the same options instead."
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private JobOptions job = new JobOptions();

    @Option(names = "--parallelism", defaultValue = "1", description = "Tasks side by side; default 1.")
    private int parallelism;

    @Option(
            names = "--web-port",
            defaultValue = "0",
            description = "Port of Flink's web interface; default a free one.")
    private int webPort;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description = "Folder for checkpoints; default 'checkpoints' in the work folder.")
    private Path checkpoints = Path.of(System.getProperty("nacre.work", ".nacre"), "checkpoints");

    @Option(names = "--from-state", paramLabel = "URI", description = "Checkpoint or savepoint to go on from.")
    private @Nullable String fromState;

    @Override
    public Integer call() throws Exception {
        requireTopics();
        FlinkRuntime flink = FlinkRuntime.local(checkpoints.toAbsolutePath(), webPort, parallelism, fromState);
        job.define(flink.env());
        JobClient running = flink.env().executeAsync(JobOptions.NAME);
        PrintWriter out = Commands.out(spec);
        out.println("Running. Flink's web interface: " + flink.webUi() + "   Stop with Ctrl-C.");
        out.flush();
        Thread stop = new Thread(() -> cancel(running), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        running.getJobExecutionResult().get();
        return 0;
    }

    /** Missing topics would only show as endless restarts. */
    private void requireTopics() {
        try (TopicSetup setup = new TopicSetup(job.kafka())) {
            List<String> missing = setup.check().stream()
                    .filter(topic -> topic.state() == TopicState.State.MISSING)
                    .map(TopicState::topic)
                    .toList();
            if (!missing.isEmpty()) {
                throw new Failure(
                        "missing topics: " + String.join(", ", missing) + "; create them with 'nacre topics create'");
            }
        }
    }

    private static void cancel(JobClient running) {
        try {
            running.cancel().get(20, java.util.concurrent.TimeUnit.SECONDS);
        } catch (Exception e) {
            // The JVM is going down; there is nobody left to tell.
            Thread.currentThread().interrupt();
        }
    }
}
