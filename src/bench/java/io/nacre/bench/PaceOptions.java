package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.WorkloadType;
import picocli.CommandLine.Option;

/** The options of a running job: warm-up payments, and the rate of further ones. */
final class PaceOptions {

    @Option(names = "--accounts", defaultValue = "100000", description = "Number of accounts; default 100000.")
    private int accounts;

    @Option(
            names = "--rows",
            defaultValue = "200000",
            description = "Transactions before the measurement; default 200000.")
    private int rows;

    @Option(
            names = "--rate",
            defaultValue = "500",
            description = "Transactions per second during the measurement; default 500.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "45", description = "Length of the measurement in seconds; default 45.")
    private int seconds;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    /** The number of warm-up payments. */
    int first(Benchmark bench) {
        return bench.count(rows, 300);
    }

    Traffic traffic(Benchmark bench) {
        return new Traffic(bench.count(accounts, 1000), KeyDistribution.UNIFORM, first(bench), 1);
    }

    Schedule schedule(Benchmark bench) {
        return Schedule.even(bench.trial() ? 200 : rate, bench.trial() ? 2 : seconds);
    }

    Task start(BenchEnvironment benchEnvironment, PreloadedTopics preloadedTopics) {
        return benchEnvironment.job(WorkloadType.START_JOB, preloadedTopics).with("backend", backend);
    }
}
