package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.OpenLoop;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the cost of rescaling. */
@Command(
        name = "rescale",
        description = {
            "Stop the job with a savepoint under constant traffic, and restart it with two subtasks instead"
                    + " of one.",
            "Then every score is compared with a replay. Each account has its own device, IP addresses and"
                    + " merchant. Only then is the order the same across subtasks, so that scores can be compared bit"
                    + " for bit. Times are wall-clock times."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench rescale", "  nacre bench rescale --rate 2000 --seconds 60"})
final class RescaleBench extends Benchmark {

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Override
    String question() {
        return "How long are there no decisions while the job is rescaled from one subtask to two?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = pace.first(this);
        Traffic payments = pace.traffic(this).apart();
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker("-Xmx2g");
            PreloadedTopics preloadedTopics = benchEnvironment.stock("rescale.", payments, first, 2);
            Running running = new Running(preloadedTopics, payments);
            job.run(pace.start(benchEnvironment, preloadedTopics));
            say("warming up: %,d payments", first);
            running.awaitAll();
            Path savepoints = Files.createTempDirectory(benchEnvironment.scratch(), "savepoints");
            Schedule schedule = pace.schedule(this);
            CompletableFuture<OpenLoop.Latencies> latencies = running.meanwhile(schedule);
            Thread.sleep((long) (schedule.seconds() * 1000 / 3));
            double stopMs = job.run(Task.of(WorkloadType.STOP_JOB).with("savepoints", savepoints.toUri()))
                            .cost()
                            .wallNs()
                    / 1e6;
            job.run(pace.start(benchEnvironment, preloadedTopics)
                    .with("parallelism", 2)
                    .with("restore", only(savepoints).toUri()));
            report(result, latencies.join(), stopMs);
            running.awaitAll();
            result.checked(
                    Parity.check(preloadedTopics.having(running.sent()), payments, benchEnvironment.bundle(), 0));
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
    }

    private void report(Result result, OpenLoop.Latencies latencies, double stopMs) {
        result.figure("without decisions", "ms", latencies.longestGapMs());
        result.figure("stopping with a savepoint", "ms", stopMs);
        result.figure("latest decision", "ms", latencies.ms(100));
        result.figure("usual decision", "ms", latencies.ms(50));
        result.figure("never decided", "payments", latencies.missing());
        result.figure("decided twice", "payments", latencies.twice());
        if (latencies.missing() > 0) {
            throw new IllegalStateException(latencies.missing() + " payments were never decided");
        }
    }

    private static Path only(Path folder) throws Exception {
        try (Stream<Path> found = Files.list(folder)) {
            return found.findFirst().orElseThrow();
        }
    }
}
