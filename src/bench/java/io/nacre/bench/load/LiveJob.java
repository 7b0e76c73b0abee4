package io.nacre.bench.load;

import static java.util.Objects.requireNonNull;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * The whole job as in production, until it is stopped; one at a time in a worker.
 *
 * <p>Settings: those of {@link JobRun}; {@code restore}, a savepoint to start from; {@code savepoints}, a folder.
 */
final class LiveJob {

    private static final long MEBIBYTE = 1 << 20;

    private static volatile @Nullable JobClient running;
    private static @Nullable Meter meter;

    private LiveJob() {}

    /** Starts the job and the meter. */
    static synchronized BenchOutcome start(Task task) throws Exception {
        Configuration settings = Flink.settings(task);
        String restore = task.text("restore", "");
        if (!restore.isEmpty()) {
            settings.set(StateRecoveryOptions.SAVEPOINT_PATH, restore);
        }
        int parallelism = (int) task.number("parallelism", 1);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(parallelism, settings);
        JobRun.define(env, task);
        meter = Meter.start();
        JobClient job = env.executeAsync("fraud-detection");
        running = job;
        job.getJobExecutionResult().whenComplete((result, failure) -> lament(job, failure));
        return BenchOutcome.of(new Cost(0, 0, 0, 0, Map.of()));
    }

    /** Prints the failure of the job, which the process that waits for its decisions cannot detect. */
    private static void lament(JobClient job, @Nullable Throwable failure) {
        if (failure != null && running == job) {
            System.err.println("the job has failed:");
            failure.printStackTrace();
        }
    }

    /** The cost of the process since the start or the last call, for so many {@code rows}. */
    static synchronized BenchOutcome cost(Task task) {
        Cost cost = requireNonNull(meter, "no job runs").stop(task.number("rows", 1));
        meter = Meter.start();
        return BenchOutcome.of(cost);
    }

    /** Takes a savepoint of the running job, and measures state and memory. */
    static synchronized BenchOutcome size(Task task) throws Exception {
        Meter whole = Meter.start();
        String path = requireNonNull(running, "no job runs")
                .triggerSavepoint(task.text("savepoints"), SavepointFormatType.CANONICAL)
                .get();
        Cost cost = whole.stop(1);
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return new BenchOutcome(
                cost,
                Map.of(
                        "savepoint-bytes",
                        (double) bytes(Path.of(URI.create(path))),
                        "savepoint-ms",
                        cost.wallNs() / 1e6,
                        "heap-mib",
                        (double) (heap.totalMemory() - heap.freeMemory()) / MEBIBYTE,
                        "resident-mib",
                        residentMib()));
    }

    /** Stops with a savepoint in the folder, for a later start. */
    static synchronized BenchOutcome stop(Task task) throws Exception {
        Meter whole = Meter.start();
        requireNonNull(running, "no job runs")
                .stopWithSavepoint(false, task.text("savepoints"), SavepointFormatType.CANONICAL)
                .get();
        running = null;
        return BenchOutcome.of(whole.stop(1));
    }

    /** Cancels the job. */
    static synchronized BenchOutcome cancel(Task task) throws Exception {
        JobClient job = requireNonNull(running, "no job runs");
        running = null;
        job.cancel().get();
        job.getJobExecutionResult().handle((result, cancelled) -> result).get();
        return BenchOutcome.of(requireNonNull(meter).stop(task.number("rows", 1)));
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /** Resident memory of the process, including native memory; 0 if unknown. */
    private static double residentMib() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }
}
