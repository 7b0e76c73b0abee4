package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures the benefit of more subtasks. */
@Command(
        name = "tasks",
        description = {
            "Compare the whole job with one subtask and with several per operator, over the same preloaded"
                    + " topics.",
            "Several are faster only if there are free cores for them and for the broker. CPU time shows the"
                    + " overhead of parallelism on any machine. With a quarter more per transaction, two cores do the"
                    + " work of 1.6."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench tasks", "  nacre bench tasks --tasks 4 --backend heap --pairs 3"})
final class TasksBench extends Benchmark {

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--tasks", defaultValue = "2", description = "Parallelism to compare with one subtask; default 2.")
    private int tasks;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Override
    String question() {
        return "How much more does the job process with several subtasks, and what is the overhead?";
    }

    @Override
    void measure(Result result) throws Exception {
        int rows = count(traffic.rows(), 600);
        Traffic payments = traffic.traffic(rows, trial()).apart();
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker one = benchEnvironment.worker("-Xmx2g");
            Worker several = benchEnvironment.worker("-Xmx2g");
            if (!trial()) {
                PreloadedTopics small = fill(benchEnvironment, "check.", payments, Math.min(2_000, rows));
                several.run(benchEnvironment
                        .job(WorkloadType.JOB, small)
                        .with("backend", backend)
                        .with("parallelism", tasks));
                result.checked(Parity.check(small, payments, benchEnvironment.bundle(), 0));
            }
            MarginalCost marginalCost = new MarginalCost(
                    trial() ? null : fill(benchEnvironment, "short.", payments, rows / 6),
                    fill(benchEnvironment, "long.", payments, rows));
            Pairs pairs = inTurn(
                    () -> cost(result, 1, benchEnvironment, payments, one, marginalCost),
                    () -> cost(result, tasks, benchEnvironment, payments, several, marginalCost));
            result.costs("one task", pairs.ours());
            result.costs(tasks + " tasks", pairs.theirs());
            result.ratio(tasks + " tasks / one, CPU per payment", pairs.theirsOverOurs(Cost::cpuNsEach));
            result.ratio(tasks + " tasks / one, payments a second", pairs.oursOverTheirs(Cost::wallNsEach));
        }
        result.note(
                "Each account has its own device, IP addresses and merchant, because only then the order is the same across subtasks, and"
                        + " scores can be compared bit for bit.");
    }

    private PreloadedTopics fill(BenchEnvironment benchEnvironment, String prefix, Traffic payments, int rows) {
        return benchEnvironment.stock(prefix, payments, rows, tasks);
    }

    private Cost cost(
            Result result,
            int parallelism,
            BenchEnvironment benchEnvironment,
            Traffic payments,
            Worker worker,
            MarginalCost marginalCost)
            throws Exception {
        Cost cost = marginalCost.of(preloadedTopics -> {
            Cost whole = worker.run(benchEnvironment
                            .job(WorkloadType.JOB, preloadedTopics)
                            .with("backend", backend)
                            .with("parallelism", parallelism))
                    .cost();
            if (trial()) {
                // A trial runs each side once.
                result.checked(Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0));
            }
            preloadedTopics.settle();
            return whole;
        });
        say("%d tasks: %,.0f ns CPU per payment, %,.0f on the clock", parallelism, cost.cpuNsEach(), cost.wallNsEach());
        return cost;
    }
}
