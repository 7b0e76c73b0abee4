package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.BenchOutcome;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.OpenLoop;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures whether memory or cost grows in a long run. */
@Command(
        name = "endure",
        description = {
            "Run the job at a constant rate for a long time.",
            "At intervals, measures the heap after a collection, the memory of the process, the size of"
                    + " state and the CPU time per transaction. The same accounts pay all the time. A savepoint at"
                    + " each measurement gives the size of state."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench endure", "  nacre bench endure --minutes 240 --looks 24 --rate 200"})
final class EndureBench extends Benchmark {

    @Option(names = "--accounts", defaultValue = "10000", description = "Number of accounts; default 10000.")
    private int accounts;

    @Option(
            names = "--rows",
            defaultValue = "300000",
            description = "Transactions before the first measurement; default 300000.")
    private int rows;

    @Option(names = "--rate", defaultValue = "300", description = "Transactions per second; default 300.")
    private int rate;

    @Option(names = "--minutes", defaultValue = "30", description = "Length of the run in minutes; default 30.")
    private double minutes;

    @Option(names = "--looks", defaultValue = "10", description = "Number of measurements; default 10.")
    private int looks;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Override
    String question() {
        return "Do the job's memory and its cost per payment grow over time?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = count(rows, 300);
        int times = count(looks, 2);
        Traffic payments = new Traffic(count(accounts, 1000), KeyDistribution.UNIFORM, first, 1);
        Schedule schedule = Schedule.even(trial() ? 200 : rate, trial() ? 1 : minutes * 60 / times);
        Map<String, List<Double>> seen = new LinkedHashMap<>();
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            // The whole heap is allocated at the start, so later growth of the process is not heap.
            Worker job = benchEnvironment.worker("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");
            PreloadedTopics preloadedTopics = benchEnvironment.stock("endure.", payments, first);
            Running running = new Running(preloadedTopics, payments);
            job.run(benchEnvironment
                    .job(WorkloadType.START_JOB, preloadedTopics)
                    .with("backend", backend));
            say("warming up: %,d payments", first);
            running.awaitAll();
            result.checked(Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0));
            Path savepoints = benchEnvironment.scratch().resolve("savepoints");
            for (int i = 0; i < times; i++) {
                job.run(Task.of(WorkloadType.COST_OF_JOB));
                OpenLoop.Latencies latencies = running.at(schedule);
                latencies.requireAll();
                Cost cost = job.run(Task.of(WorkloadType.COST_OF_JOB).with("rows", schedule.size()))
                        .cost();
                BenchOutcome size = job.run(Task.of(WorkloadType.SIZE_OF_JOB).with("savepoints", savepoints.toUri()));
                look(seen, latencies, cost, size);
            }
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
        seen.forEach((unit, values) -> {
            result.series("while it runs", unit, values);
            int third = (values.size() + 2) / 3;
            result.ratio(
                    unit + ", last third / first third",
                    List.of(mean(values.subList(values.size() - third, values.size()))
                            / mean(values.subList(0, third))));
        });
        result.note("State grows by the payment ids, which are kept for 120 days to detect duplicates.");
    }

    private void look(Map<String, List<Double>> seen, OpenLoop.Latencies latencies, Cost cost, BenchOutcome size) {
        Map<String, Double> now = new LinkedHashMap<>();
        now.put("MiB of heap in use", size.more().get("heap-mib"));
        now.put("MiB resident", Math.max(1, size.more().get("resident-mib")));
        now.put("bytes of state per account", size.more().get("savepoint-bytes") / count(accounts, 1000));
        now.put("ns CPU per payment", cost.cpuNsEach());
        now.put("bytes allocated per payment", cost.allocatedBytesEach());
        now.put("ms, p50", latencies.ms(50));
        now.put("ms, p99", latencies.ms(99));
        now.forEach((unit, value) ->
                seen.computeIfAbsent(unit, any -> new ArrayList<>()).add(value));
        say("%s", now);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }
}
