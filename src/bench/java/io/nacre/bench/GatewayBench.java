package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.BenchOutcome;
import io.nacre.bench.load.HttpLoop;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the latency that the gateway adds to a decision. */
@Command(
        name = "gateway",
        description = {
            "Measure how much longer a decision takes over HTTP than over the topics.",
            "One job decides both, in turn at the same rate: transactions that are written to the topic, and requests"
                    + " to a gateway. Both are sent by a fixed schedule, so a late answer counts in full. Also counts"
                    + " stand-ins and answers after their deadline, and measures the gateway's CPU time and heap."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench gateway", "  nacre bench gateway --rates 500 --seconds 20 --pairs 3"})
final class GatewayBench extends Benchmark {

    private static final Duration LATE = Duration.ofMillis(20);
    private static final int IDLE_CONNECTIONS_CLOSED_S = 15;
    private static final int TRIAL_RATE = 200;
    private static final Map<String, Double> PERCENTILES = new LinkedHashMap<>();

    static {
        PERCENTILES.put("p50", 50.0);
        PERCENTILES.put("p99", 99.0);
        PERCENTILES.put("p99.9", 99.9);
        PERCENTILES.put("the most", 100.0);
    }

    @Option(names = "--accounts", defaultValue = "100000", description = "Number of accounts; default 100000.")
    private int accounts;

    @Option(
            names = "--rows",
            defaultValue = "200000",
            description = "Transactions before the first measurement; default 200000.")
    private int rows;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Seconds of each of the alternating runs; default 10.")
    private int seconds;

    @Option(
            names = "--rates",
            split = ",",
            paramLabel = "N",
            defaultValue = "500,1000",
            description = "Transactions per second; default 500,1000.")
    private List<Integer> rates = List.of();

    @Option(names = "--deadline-ms", defaultValue = "300", description = "Deadline of the requests; default 300.")
    private int deadlineMs;

    @Option(names = "--backend", defaultValue = "rocksdb", description = "State backend: rocksdb (default) or heap.")
    private String backend = "rocksdb";

    @Option(
            names = "--profile",
            description = "Also write a flight recording of the gateway's JVM to gateway.jfr; slightly slower.")
    private boolean profile;

    /** What runs: the job with its topics, and the gateway beside it. */
    private record Subjects(Running running, Traffic payments, Worker gateway, HttpLoop http) {}

    @Override
    String question() {
        return "How much longer does a decision take over HTTP than over the topics?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = count(rows, 300);
        Traffic payments = new Traffic(count(accounts, 1000), KeyDistribution.UNIFORM, first, 1);
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Worker job = benchEnvironment.worker("-Xmx2g");
            Worker gateway = benchEnvironment.worker(gatewayOptions());
            PreloadedTopics preloadedTopics = benchEnvironment.stock("live.", payments, first);
            Running running =
                    WarmJob.start(this, result, benchEnvironment, job, preloadedTopics, payments, backend, rows);
            String url = benchEnvironment.gateway(gateway, preloadedTopics);
            HttpLoop http = new HttpLoop(url, Duration.ofMillis(trial() ? 10_000 : deadlineMs));
            Subjects subjects = new Subjects(running, payments, gateway, http);
            warmUp(subjects);
            result.figure("gateway, heap after a collection, start", "MiB", heapMib(gateway));
            for (int rate : rates()) {
                compare(result, rate, subjects);
            }
            // A client that had late answers has opened more connections, and each has buffers.
            TimeUnit.SECONDS.sleep(count(IDLE_CONNECTIONS_CLOSED_S, 0));
            result.figure("gateway, heap after a collection, end", "MiB", heapMib(gateway));
            gateway.run(Task.of(WorkloadType.STOP_GATEWAY));
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
    }

    /** Both ways up to the highest rate. A cold gateway refuses requests at a high rate. */
    private void warmUp(Subjects subjects) throws Exception {
        int rate = Collections.max(rates());
        for (int part : trial() ? new int[] {20} : new int[] {20, 10, 5, 2, 1, 1}) {
            Schedule schedule = schedule((double) rate / part);
            overTopics(schedule, subjects);
            int refused = overHttp(schedule, subjects).failures();
            say("warming up the gateway at %,d/s: %d requests refused", rate / part, refused);
        }
        subjects.http().ping(schedule(rate));
    }

    private List<Integer> rates() {
        return trial() ? List.of(TRIAL_RATE) : rates;
    }

    private void compare(Result result, int rate, Subjects subjects) throws Exception {
        Schedule schedule = schedule(rate);
        Histogram topics = new Histogram(3);
        HttpLoop.Answers answers = HttpLoop.Answers.none();
        Map<String, List<Double>> differences = new LinkedHashMap<>();
        List<BenchOutcome> costs = new ArrayList<>();
        for (int pair = 0; pair < pairs(); pair++) {
            // The side that is first changes, because each leaves the other a busy broker.
            boolean first = pair % 2 == 0;
            OpenLoop.Latencies before = first ? overTopics(schedule, subjects) : null;
            cost(0, subjects.gateway());
            HttpLoop.Answers http = overHttp(schedule, subjects);
            costs.add(cost(schedule.size(), subjects.gateway()));
            OpenLoop.Latencies topic = before == null ? overTopics(schedule, subjects) : before;
            topics.add(topic.latencyUs());
            answers = answers.and(http);
            PERCENTILES.forEach((name, percentile) -> differences
                    .computeIfAbsent(name, absent -> new ArrayList<>())
                    .add(http.ms(percentile) - topic.ms(percentile)));
            say(
                    "%,d/s: p50 %.1f and %.1f ms, p99 %.1f and %.1f ms, %d stand-ins",
                    rate, topic.ms(50), http.ms(50), topic.ms(99), http.ms(99), http.standIns());
        }
        String at = " at %,d/s".formatted(rate);
        latencies(result, "topics" + at, topics);
        latencies(result, "gateway" + at, answers.latencyUs());
        differences.forEach((name, values) -> result.series("gateway less topics" + at, "ms more, " + name, values));
        latencies(
                result,
                "health check over HTTP" + at,
                subjects.http().ping(schedule).latencyUs());
        deadlines(result, "gateway" + at, answers);
        result.costs("gateway" + at, costs.stream().map(BenchOutcome::cost).toList());
        result.threads("gateway" + at, costs.stream().map(BenchOutcome::cost).toList());
    }

    private void deadlines(Result result, String name, HttpLoop.Answers answers) {
        long all = answers.latencyUs().getTotalCount();
        result.figure(name, "answers", all);
        result.figure(name, "failed requests", answers.failures());
        result.figure(name, "% stand-ins", 100.0 * answers.standIns() / all);
        result.figure(name, "answers after the deadline", answers.laterThan(Duration.ZERO));
        result.figure(name, "answers over 20 ms after the deadline", answers.laterThan(LATE));
        result.figure(name, "ms after the deadline, p99.99", answers.latenessMs(99.99));
        if (answers.failures() > 0) {
            result.voidBecause(answers.failures() + " requests failed");
        }
    }

    private static void latencies(Result result, String name, Histogram us) {
        PERCENTILES.forEach(
                (percentile, value) -> result.figure(name, "ms, " + percentile, us.getValueAtPercentile(value) / 1e3));
    }

    private static OpenLoop.Latencies overTopics(Schedule schedule, Subjects subjects) throws Exception {
        OpenLoop.Latencies latencies = subjects.running().at(schedule);
        latencies.requireAll();
        return latencies;
    }

    /** Returns once the job has decided all, late ones included, so that the other side finds it idle. */
    private static HttpLoop.Answers overHttp(Schedule schedule, Subjects subjects) throws Exception {
        int first = subjects.running().reserve(schedule.size());
        HttpLoop.Answers answers = subjects.http().decide(schedule, subjects.payments(), first);
        subjects.running().refused(answers.failures());
        subjects.running().awaitAll();
        return answers;
    }

    private static BenchOutcome cost(int requests, Worker gateway) throws Exception {
        return gateway.run(Task.of(WorkloadType.COST_OF_GATEWAY).with("rows", requests));
    }

    private static double heapMib(Worker gateway) throws Exception {
        return cost(0, gateway).more().getOrDefault("heap-mib", 0.0);
    }

    private Schedule schedule(double rate) {
        return Schedule.even(rate, trial() ? 0.5 : seconds);
    }

    private String[] gatewayOptions() {
        return profile
                ? new String[] {
                    "-Xmx512m",
                    "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename="
                            + folder().resolve("gateway.jfr")
                }
                : new String[] {"-Xmx512m"};
    }
}
