package io.nacre.bench;

import io.nacre.bench.load.BenchBundle;
import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.Cluster;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.OpenLoop;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;
import io.nacre.guarantee.Evidence;
import io.nacre.guarantee.Guarantee;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the recovery time after a killed process. */
@Command(
        name = "recovery",
        description = {
            "Run the job on a Flink cluster of several processes and kill its TaskManager under constant traffic.",
            "Measures the latest decision, losses and repeated decisions. A second TaskManager is idle until"
                    + " then. Times are wall-clock times."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench recovery", "  nacre bench recovery --accounts 1000000 --backend rocksdb --rate 300"})
final class RecoveryBench extends Benchmark {

    @Option(names = "--accounts", defaultValue = "100000", description = "Number of accounts; default 100000.")
    private int accounts;

    @Option(
            names = "--payments-before",
            defaultValue = "2",
            description = "Mean number of earlier transactions of an account; default 2.")
    private int before;

    @Option(names = "--rate", defaultValue = "500", description = "Transactions per second; default 500.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "60", description = "Length of the measurement in seconds; default 60.")
    private int seconds;

    @Option(
            names = "--backend",
            split = ",",
            defaultValue = "heap,rocksdb",
            description = "State backends; default heap,rocksdb.")
    private List<String> backends = List.of();

    @Option(names = "--checkpoint-ms", defaultValue = "2000", description = "Time between checkpoints; default 2000.")
    private int checkpointMs;

    @Option(
            names = "--silence-ms",
            defaultValue = "3000",
            description = "Heartbeat timeout of a process; default 3000.")
    private int silenceMs;

    @Override
    String question() {
        return "How long are decisions delayed when a TaskManager is killed, and are any lost?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = count(before * accounts, 300);
        Traffic payments = new Traffic(count(accounts, 1000), KeyDistribution.UNIFORM, first, 1);
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            for (String backend : trial() ? List.of("rocksdb") : backends) {
                PreloadedTopics preloadedTopics = benchEnvironment.stock(backend + ".", payments, first);
                Task task = benchEnvironment
                        .job(WorkloadType.JOB, preloadedTopics)
                        .with("backend", backend)
                        .with("checkpoint-ms", checkpointMs)
                        .with("restarts", true);
                Path work = Files.createTempDirectory(benchEnvironment.scratch(), "cluster");
                try (Cluster cluster = start(work)) {
                    kill(result, cluster, task, preloadedTopics, payments);
                }
            }
        }
        result.note("The restart itself waits a second, the first delay of the shipped restart strategy.");
    }

    private Cluster start(Path work) throws Exception {
        return Cluster.start(work, Duration.ofMillis(silenceMs), trial() ? Cluster.FAST_START : List.of());
    }

    private void kill(Result result, Cluster cluster, Task task, PreloadedTopics preloadedTopics, Traffic payments)
            throws Exception {
        String backend = task.text("backend");
        Running running = new Running(preloadedTopics, payments);
        cluster.addTaskManager();
        cluster.submit(task);
        // The job has its slot already. The second process starts while the first one warms up.
        cluster.startTaskManager();
        say("%s: warming up with %,d payments", backend, preloadedTopics.rows());
        running.awaitAll();
        result.checked(backend + ", before: " + Parity.check(preloadedTopics, payments, BenchBundle.of(task), 0));
        cluster.awaitTaskManagers();
        double length = trial() ? 4 : seconds;
        Schedule schedule = Schedule.even(trial() ? 50 : rate, length);
        CompletableFuture<OpenLoop.Latencies> sending = running.meanwhile(schedule);
        Thread.sleep((long) (length * 1000 / 3));
        cluster.killFirst();
        OpenLoop.Latencies latencies = sending.join();
        result.figure(backend, "ms, the latest decision", latencies.ms(100));
        result.figure(backend, "ms without decisions", latencies.longestGapMs());
        result.figure(backend, "payments lost", latencies.missing());
        result.figure(backend, "payments decided twice, with the same id", latencies.twice());
        say("%s: the latest decision took %,.0f ms", backend, latencies.ms(100));
        if (latencies.missing() > 0) {
            throw new IllegalStateException(latencies.missing() + " payments were never decided");
        }
        Evidence evidence = Evidence.read(preloadedTopics.kafka(), Set.of());
        for (Guarantee guarantee : Guarantee.ALWAYS) {
            int violations = guarantee.violations(evidence).size();
            result.figure(
                    backend + ", " + guarantee.getClass().getSimpleName(), "violations of the guarantee", violations);
        }
    }
}
