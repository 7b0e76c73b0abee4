package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import io.nacre.model.engine.EngineKind;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the whole job with a simple copy loop. */
@Command(
        name = "floor",
        description = {
            "Compare the whole job with a loop that only copies records from topic to topic.",
            "Both read preloaded topics. Each runs in its own JVM, and the broker in a third. The result is"
                    + " the difference in CPU time between a long and a short run, without the compiler."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  nacre bench floor",
            "  nacre bench floor --backend heap --accounts 1000 --rows 200000 --pairs 3",
            "  nacre bench floor --profile"
        })
final class FloorBench extends Benchmark {

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Option(names = "--engine", defaultValue = "compiled", description = "Scoring engine: compiled (default) or dl4j.")
    private EngineKind engine = EngineKind.COMPILED;

    @Option(
            names = "--profile",
            description = "Also write a flight recording of the job's JVM to floor.jfr; slightly slower.")
    private boolean profile;

    @Override
    String question() {
        return "How many times the CPU time of a copy loop does the whole job take?";
    }

    @Override
    void measure(Result result) throws Exception {
        int rows = count(traffic.rows(), 600);
        Traffic payments = traffic.traffic(rows, trial());
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker(jobOptions());
            Worker copies = benchEnvironment.worker("-Xmx1g");
            if (!trial()) {
                check(result, benchEnvironment, payments, job);
            }
            say("filling topics");
            MarginalCost marginalCost = new MarginalCost(
                    trial() ? null : benchEnvironment.stock("short.", payments, rows / 6),
                    benchEnvironment.stock("long.", payments, rows));
            Copying copying = new Copying(benchEnvironment, copies, marginalCost);
            copying.warmUp();
            Cost before = copying.cost();
            Pairs pairs = inTurn(() -> cost(result, benchEnvironment, payments, job, marginalCost), copying::cost);
            Cost after = copying.cost();
            report(result, pairs);
            MachineDriftControl.check(result, before, after);
        }
    }

    private void report(Result result, Pairs pairs) {
        result.costs("job, " + backend, pairs.ours());
        result.costs("copy loop", pairs.theirs());
        result.series(
                "job, " + backend,
                "payments per second and core",
                pairs.ours().stream().map(cost -> 1e9 / cost.cpuNsEach()).toList());
        result.threads("job", pairs.ours());
        result.ratio("job / copy loop, CPU", pairs.oursOverTheirs(Cost::cpuNsEach));
    }

    private void check(Result result, BenchEnvironment benchEnvironment, Traffic payments, Worker job)
            throws Exception {
        PreloadedTopics small = benchEnvironment.stock("check.", payments, Math.min(2_000, payments.rows()));
        job.run(task(benchEnvironment, small));
        compare(result, benchEnvironment, payments, small);
    }

    private void compare(
            Result result, BenchEnvironment benchEnvironment, Traffic payments, PreloadedTopics preloadedTopics)
            throws Exception {
        String found = Parity.check(
                preloadedTopics, payments, benchEnvironment.bundle(), engine == EngineKind.COMPILED ? 0 : 1e-6);
        result.checked(found);
        say("checked: %s", found);
    }

    private Cost cost(
            Result result,
            BenchEnvironment benchEnvironment,
            Traffic payments,
            Worker worker,
            MarginalCost marginalCost)
            throws Exception {
        Cost cost = marginalCost.of(preloadedTopics -> {
            Cost whole = worker.run(task(benchEnvironment, preloadedTopics)).cost();
            if (trial()) {
                // A trial runs each side once.
                compare(result, benchEnvironment, payments, preloadedTopics);
            }
            preloadedTopics.settle();
            return whole;
        });
        say("job: %,.0f ns CPU per payment, %,.0f on the clock", cost.cpuNsEach(), cost.wallNsEach());
        return cost;
    }

    private Task task(BenchEnvironment benchEnvironment, PreloadedTopics preloadedTopics) {
        return benchEnvironment
                .job(WorkloadType.JOB, preloadedTopics)
                .with("backend", backend)
                .with("engine", engine.name());
    }

    private String[] jobOptions() {
        return profile
                ? List.of(
                                "-Xmx4g",
                                "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                                        + folder().resolve("floor.jfr"))
                        .toArray(String[]::new)
                : new String[] {"-Xmx4g"};
    }
}
