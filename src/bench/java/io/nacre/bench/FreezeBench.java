package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.FreezeTrials;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long a frozen account can still pay. */
@Command(
        name = "freeze",
        description = {
            "Measure the time from writing a freeze to its topic until the first transaction is declined.",
            "The account pays without pause meanwhile. One account follows the other. Fails if a transaction"
                    + " is approved after one was declined. Times are wall-clock times."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench freeze", "  nacre bench freeze --freezes 50 --checkpoint-ms 60000"})
final class FreezeBench extends Benchmark {

    @Option(names = "--freezes", defaultValue = "200", description = "Number of accounts to freeze; default 200.")
    private int freezes;

    @Option(
            names = "--rows",
            defaultValue = "20000",
            description = "Transactions before the first freeze; default 20000.")
    private int rows;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Option(
            names = "--checkpoint-ms",
            defaultValue = "5000",
            description = "Time between checkpoints; default 5000. A freeze does not wait for a checkpoint.")
    private long checkpointMs;

    @Override
    String question() {
        return "How long can an account pay after its freeze was written?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = count(rows, 300);
        Traffic payments = new Traffic(1000, KeyDistribution.UNIFORM, first, 1);
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker("-Xmx2g");
            PreloadedTopics preloadedTopics = benchEnvironment.stock("freeze.", payments, first);
            job.run(benchEnvironment
                    .job(WorkloadType.START_JOB, preloadedTopics)
                    .with("backend", backend)
                    .with("checkpoint-ms", checkpointMs));
            new Running(preloadedTopics, payments).awaitAll();
            result.checked(Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0));
            try (FreezeTrials trials = new FreezeTrials(preloadedTopics, payments)) {
                for (int i = 0; i < count(freezes, 3); i++) {
                    trials.freeze(i);
                }
                report(result, "until a decline is read", trials.untilDeclinedUs());
                report(result, "until a payment sent is one that is declined", trials.untilHoldingUs());
                result.figure("passed after a decline", "payments", trials.passedAfter());
                if (trials.passedAfter() > 0) {
                    throw new IllegalStateException(
                            trials.passedAfter() + " payments were approved after one was declined");
                }
            }
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
    }

    private static void report(Result result, String name, Histogram us) {
        result.figure(name, "ms, p50", us.getValueAtPercentile(50) / 1e3);
        result.figure(name, "ms, p99", us.getValueAtPercentile(99) / 1e3);
        result.figure(name, "ms, the most", us.getMaxValue() / 1e3);
    }
}
