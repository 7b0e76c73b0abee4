package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.KeyDistribution;
import io.nacre.bench.load.OpenLoop;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the latency of decisions from the scheduled send time. */
@Command(
        name = "latency",
        description = {
            "Measure the time from the scheduled sending of a transaction until its decision is read.",
            "Runs at several shares of the job's capacity and in a burst, in turn with the copy loop at the"
                    + " same rate. Transactions are sent by a fixed schedule, so a late decision counts in full. The"
                    + " job runs as shipped, with its checkpoints. Times are wall-clock times: they describe the job"
                    + " only on an otherwise idle machine."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench latency", "  nacre bench latency --seconds 20 --rates 500,1000 --accounts 10000"})
final class LatencyBench extends Benchmark {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final double BURST_TIMES = 5;
    private static final double BURST_SECONDS = 2;

    @Option(names = "--accounts", defaultValue = "100000", description = "Number of accounts; default 100000.")
    private int accounts;

    @Option(
            names = "--rows",
            defaultValue = "200000",
            description = "Transactions before the first measurement; default 200000.")
    private int rows;

    @Option(names = "--seconds", defaultValue = "60", description = "Seconds at each rate; default 60.")
    private int seconds;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PERCENT",
            defaultValue = "30,60,80",
            description = "Rates in percent of the job's capacity; default 30,60,80.")
    private List<Integer> parts = List.of();

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            description = "Rates in transactions per second instead of percentages, to compare configurations.")
    private List<Integer> rates = List.of();

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Override
    String question() {
        return "How long does a decision take, and how much longer than a copy?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = count(rows, 300);
        Traffic payments = new Traffic(count(accounts, 1000), KeyDistribution.UNIFORM, first, 1);
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker("-Xmx2g");
            Worker copies = benchEnvironment.worker("-Xmx1g");
            PreloadedTopics preloadedTopics = benchEnvironment.stock("live.", payments, first);
            Running running =
                    WarmJob.start(this, result, benchEnvironment, job, preloadedTopics, payments, backend, rows);
            double capacity = running.capacity(count(rows / 2, 300));
            result.figure("job, " + backend, "payments per second, by the clock", capacity);
            say("the job decides %,.0f payments a second", capacity);
            Copier copier = new Copier(benchEnvironment, copies, preloadedTopics, payments);
            // Code that is compiled for a backlog is not yet compiled for single payments, and the copy loop is cold.
            Map<String, Double> paces = paces(capacity);
            double calm = Collections.min(paces.values());
            Schedule calmest = schedule(calm);
            say("warming up at the calmest pace");
            running.at(calmest).requireAll();
            copier.at(calmest).requireAll();
            for (Map.Entry<String, Double> pace : paces.entrySet()) {
                beside(result, pace.getKey(), running, copier, schedule(pace.getValue()));
            }
            double length = trial() ? 1 : seconds;
            beside(
                    result,
                    "the calmest pace, five times that for 2 s",
                    running,
                    copier,
                    Schedule.burst(calm, length, BURST_TIMES, Math.min(BURST_SECONDS, length / 3)));
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
    }

    private Map<String, Double> paces(double capacity) {
        Map<String, Double> paces = new LinkedHashMap<>();
        rates.forEach(rate -> paces.put("%,d/s".formatted(rate), (double) rate));
        if (rates.isEmpty()) {
            (trial() ? parts.subList(0, 1) : parts).forEach(part -> paces.put(part + " %", capacity * part / 100));
        }
        return paces;
    }

    private Schedule schedule(double rate) {
        return Schedule.even(rate, trial() ? 0.5 : seconds);
    }

    private void beside(Result result, String pace, Running running, Copier copier, Schedule schedule)
            throws Exception {
        OpenLoop.Latencies job = running.at(schedule);
        OpenLoop.Latencies copy = copier.at(schedule);
        job.requireAll();
        copy.requireAll();
        report(result, "job at " + pace, job);
        report(result, "copy at " + pace, copy);
        for (Map.Entry<String, Double> percentile : percentiles().entrySet()) {
            double apart = job.ms(percentile.getValue()) - copy.ms(percentile.getValue());
            result.figure("job less copy at " + pace, "ms more, " + percentile.getKey(), apart);
        }
    }

    private void report(Result result, String name, OpenLoop.Latencies latencies) {
        percentiles().forEach((percentile, value) -> result.figure(name, "ms, " + percentile, latencies.ms(value)));
        say(
                "%s: p50 %.1f, p99 %.1f, p99.9 %.1f, most %.1f ms",
                name, latencies.ms(50), latencies.ms(99), latencies.ms(99.9), latencies.ms(100));
    }

    private static Map<String, Double> percentiles() {
        Map<String, Double> percentiles = new TreeMap<>();
        percentiles.put("p50", 50.0);
        percentiles.put("p99", 99.0);
        percentiles.put("p99.9", 99.9);
        percentiles.put("the most", 100.0);
        return percentiles;
    }

    /** The copy loop on its own topics, so that the job is idle meanwhile. */
    private static final class Copier {

        private final BenchEnvironment benchEnvironment;
        private final Worker worker;
        private final PreloadedTopics preloadedTopics;
        private final Traffic payments;
        private final String from;
        private final String to;
        private long sent;

        Copier(BenchEnvironment benchEnvironment, Worker worker, PreloadedTopics preloadedTopics, Traffic payments) {
            this.benchEnvironment = benchEnvironment;
            this.worker = worker;
            this.preloadedTopics = preloadedTopics;
            this.payments = payments;
            from = preloadedTopics.prefix() + "to-copy";
            to = preloadedTopics.prefix() + "copies";
            preloadedTopics.renew(from);
            preloadedTopics.renew(to);
        }

        OpenLoop.Latencies at(Schedule schedule) throws Exception {
            Task task = benchEnvironment
                    .copyLoop(preloadedTopics, 1)
                    .with("from", from)
                    .with("to", to)
                    .with("offset", sent)
                    .with("rows", schedule.size());
            CompletableFuture<Void> copied = CompletableFuture.runAsync(() -> run(task));
            long first = sent;
            sent += schedule.size();
            try (OpenLoop loop = new OpenLoop(benchEnvironment.brokers(), from, to)) {
                return loop.run(schedule, payments, 0, answer -> Math.toIntExact(answer.offset() - first), PATIENCE);
            } finally {
                copied.join();
            }
        }

        private void run(Task task) {
            try {
                worker.run(task);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
