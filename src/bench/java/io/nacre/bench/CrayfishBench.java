package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Vectors;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import io.nacre.model.engine.EngineKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Compares the job with operators that call a library's network for every record. */
@Command(
        name = "crayfish",
        description = {
            "Compare the whole job with three jobs that call a library for every transaction.",
            "One is the same job with Deeplearning4j. Two follow the Crayfish benchmark: JSON text, boxed"
                    + " lists, one record at a time. They call ONNX Runtime and Deeplearning4j on prepared vectors."
                    + " All jobs score the same transactions with the same bundle. Their scores agree to within a"
                    + " millionth."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench crayfish", "  nacre bench crayfish --backend heap --rows 100000 --pairs 3"})
final class CrayfishBench extends Benchmark {

    private static final double TOLERANCE = 1e-6;

    /** The divisor for the number of payments with Deeplearning4j, which is much slower. */
    private static final int FEWER = 20;

    @Mixin
    private TrafficOptions traffic = new TrafficOptions();

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    /** Payments, and their vectors as text. */
    private record Part(PreloadedTopics stock, Vectors vectors) {}

    /** What is done with the results of a run, before they are cleared. */
    @FunctionalInterface
    private interface Inspection {
        void of(Part part) throws Exception;
    }

    /** The work of one side. */
    @FunctionalInterface
    private interface Way {
        Task over(Part part);
    }

    /**
     * One side, in its own JVM.
     *
     * @param few payments of the short run; null if the whole long run counts
     * @param decides whether it writes decisions
     */
    private record Side(
            String name, Worker worker, @Nullable Part few, Part many, Way way, boolean decides) {

        Cost cost(Inspection inspection) throws Exception {
            Cost whole = run(many, inspection);
            return few == null ? whole : whole.minus(run(few, part -> {}));
        }

        private Cost run(Part part, Inspection inspection) throws Exception {
            Cost cost = worker.run(way.over(part)).cost();
            inspection.of(part);
            if (decides) {
                part.stock().settle();
            }
            return cost;
        }
    }

    @Override
    String question() {
        return "How many times more payments per core does the job process than one that calls a library?";
    }

    @Override
    void measure(Result result) throws Exception {
        int rows = count(traffic.rows(), 400);
        Traffic payments = traffic.traffic(rows, trial());
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            say("filling topics");
            Part few = trial() ? null : part(benchEnvironment, "few.", payments, Math.max(50, rows / FEWER / 5));
            Part some = part(benchEnvironment, "some.", payments, Math.max(100, rows / FEWER));
            Part many = trial() ? some : part(benchEnvironment, "many.", payments, rows);
            Part fewer = trial() ? null : some;
            Way job = part -> whole(benchEnvironment, part, EngineKind.COMPILED);
            Side ours = new Side("job", benchEnvironment.worker("-Xmx2g"), fewer, many, job, true);
            Side dl4j = new Side(
                    "job with dl4j",
                    benchEnvironment.worker("-Xmx2g"),
                    few,
                    some,
                    part -> whole(benchEnvironment, part, EngineKind.DL4J),
                    true);
            Side textDl4j = new Side(
                    "text, dl4j",
                    benchEnvironment.worker("-Xmx2g"),
                    few,
                    some,
                    part -> part.vectors().task("dl4j").with("folder", benchEnvironment.scratch()),
                    false);
            Side textOnnx = new Side(
                    "text, onnx",
                    benchEnvironment.worker("-Xmx2g"),
                    fewer,
                    many,
                    part -> part.vectors().task("onnx").with("folder", benchEnvironment.scratch()),
                    false);
            List<Side> theirs = trial() ? List.of(textOnnx) : List.of(dl4j, textDl4j, textOnnx);
            if (!trial()) {
                check(result, benchEnvironment, payments, some, ours);
            }
            for (Side side : theirs) {
                if (!trial()) {
                    check(result, benchEnvironment, payments, some, side);
                }
                beside(result, benchEnvironment, payments, ours, side);
            }
        }
        result.note("The text jobs start from precomputed vectors; the whole job computes them as well.");
    }

    private void check(Result result, BenchEnvironment benchEnvironment, Traffic payments, Part part, Side side)
            throws Exception {
        side.worker().run(side.way().over(part));
        compare(result, benchEnvironment, payments, part, side);
        if (side.decides()) {
            part.stock().empty();
        }
    }

    private void compare(Result result, BenchEnvironment benchEnvironment, Traffic payments, Part part, Side side)
            throws Exception {
        String found = side.decides()
                ? Parity.check(part.stock(), payments, benchEnvironment.bundle(), TOLERANCE)
                : part.vectors().check(TOLERANCE);
        result.checked(side.name() + ": " + found);
        say("checked: %s: %s", side.name(), found);
    }

    private void beside(Result result, BenchEnvironment benchEnvironment, Traffic payments, Side ours, Side theirs)
            throws Exception {
        Pairs pairs = inTurn(
                () -> measured(result, benchEnvironment, payments, ours),
                () -> measured(result, benchEnvironment, payments, theirs));
        rates(result, "job, beside " + theirs.name(), pairs.ours());
        rates(result, theirs.name(), pairs.theirs());
        result.ratio("payments per core, job / " + theirs.name(), pairs.theirsOverOurs(Cost::cpuNsEach));
    }

    private Cost measured(Result result, BenchEnvironment benchEnvironment, Traffic payments, Side side)
            throws Exception {
        // A trial runs each side once.
        Cost cost = side.cost(trial() ? part -> compare(result, benchEnvironment, payments, part, side) : part -> {});
        say("%s: %,.0f ns CPU per payment", side.name(), cost.cpuNsEach());
        return cost;
    }

    private static void rates(Result result, String name, List<Cost> costs) {
        result.costs(name, costs);
        result.series(
                name,
                "payments per second and core",
                costs.stream().map(cost -> 1e9 / cost.cpuNsEach()).toList());
    }

    private Task whole(BenchEnvironment benchEnvironment, Part part, EngineKind engine) {
        return benchEnvironment
                .job(WorkloadType.JOB, part.stock())
                .with("backend", backend)
                .with("engine", engine.name());
    }

    private static Part part(BenchEnvironment benchEnvironment, String prefix, Traffic payments, int rows)
            throws Exception {
        PreloadedTopics preloadedTopics = benchEnvironment.stock(prefix, payments, rows);
        return new Part(preloadedTopics, Vectors.of(preloadedTopics, payments, benchEnvironment.bundle()));
    }
}
