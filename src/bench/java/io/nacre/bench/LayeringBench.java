package io.nacre.bench;

import io.nacre.bench.baseline.LayerByLayer;
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

/** Compares the job, with one operator per key, with one operator per layer. */
@Command(
        name = "layering",
        description = {
            "Compare the whole job with one that has an operator, a partitioning and a state for each layer.",
            "The other job uses Flink's own types. Both have the same formulas and give the same scores. The"
                    + " other one has no duplicate detection, labels, incidents, examples or freezes."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench layering", "  nacre bench layering --backend heap --rows 100000 --pairs 3"})
final class LayeringBench extends Benchmark {

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Override
    String question() {
        return "How many times the CPU time of the job does a job with one operator per layer take?";
    }

    @Override
    void measure(Result result) throws Exception {
        int rows = count(traffic.rows(), 600);
        Traffic payments = traffic.traffic(rows, trial());
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker("-Xmx2g");
            Worker other = benchEnvironment.worker("-Xmx2g");
            if (!trial()) {
                PreloadedTopics small = benchEnvironment.stock("check.", payments, Math.min(2_000, rows));
                for (WorkloadType workloadType : new WorkloadType[] {WorkloadType.JOB, WorkloadType.LAYER_BY_LAYER}) {
                    (workloadType == WorkloadType.JOB ? job : other)
                            .run(benchEnvironment.job(workloadType, small).with("backend", backend));
                    compare(result, workloadType, benchEnvironment, payments, small);
                    small.empty();
                }
            }
            MarginalCost marginalCost = new MarginalCost(
                    trial() ? null : benchEnvironment.stock("short.", payments, rows / 6),
                    benchEnvironment.stock("long.", payments, rows));
            Pairs pairs = inTurn(
                    () -> cost(result, WorkloadType.JOB, benchEnvironment, payments, job, marginalCost),
                    () -> cost(result, WorkloadType.LAYER_BY_LAYER, benchEnvironment, payments, other, marginalCost));
            result.costs("job, " + backend, pairs.ours());
            result.costs("layer by layer, " + backend, pairs.theirs());
            result.ratio("layer by layer / job, CPU", pairs.theirsOverOurs(Cost::cpuNsEach));
            result.figure("layer by layer", "operators with state", LayerByLayer.hops());
        }
    }

    private static void compare(
            Result result,
            WorkloadType workloadType,
            BenchEnvironment benchEnvironment,
            Traffic payments,
            PreloadedTopics preloadedTopics)
            throws Exception {
        String found = Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0);
        result.checked(workloadType + ": " + found);
    }

    private Cost cost(
            Result result,
            WorkloadType workloadType,
            BenchEnvironment benchEnvironment,
            Traffic payments,
            Worker worker,
            MarginalCost marginalCost)
            throws Exception {
        Cost cost = marginalCost.of(preloadedTopics -> {
            Cost whole = worker.run(
                            benchEnvironment.job(workloadType, preloadedTopics).with("backend", backend))
                    .cost();
            if (trial()) {
                // A trial runs each side once.
                compare(result, workloadType, benchEnvironment, payments, preloadedTopics);
            }
            preloadedTopics.settle();
            return whole;
        });
        say("%s: %,.0f ns CPU per payment", workloadType, cost.cpuNsEach());
        return cost;
    }
}
