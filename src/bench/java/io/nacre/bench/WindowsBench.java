package io.nacre.bench;

import io.nacre.bench.load.Scratch;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import io.nacre.profile.SlidingWindows;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares Nacre's windows with Flink's sliding windows. */
@Command(
        name = "windows",
        description = {
            "Compare Nacre's windows with Flink's SlidingEventTimeWindows: sums over the last hour, every"
                    + " ten seconds.",
            "Runs on the heap and in RocksDB, then measures longer windows. Flink runs alone, without a"
                    + " broker. Nacre's windows round their start down, by up to five minutes for an hour."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench windows", "  nacre bench windows --pairs 3 --rows 100000"})
final class WindowsBench extends Benchmark {

    private static final int ACCOUNTS = 1000;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Map<String, Duration> SPANS = new LinkedHashMap<>();

    static {
        SPANS.put("1 h", HOUR);
        SPANS.put("24 h", Duration.ofDays(1));
        SPANS.put("30 d", Duration.ofDays(30));
        SPANS.put("90 d", Duration.ofDays(90));
    }

    @Option(
            names = "--rows",
            defaultValue = "300000",
            description = "Transactions for Nacre's windows, ten times as many on the heap; default 300000.")
    private int rows;

    @Option(
            names = "--sliding-rows",
            defaultValue = "3000",
            description = "Transactions for Flink's windows, which take a thousand times longer; default 3000.")
    private int slidingRows;

    @Override
    String question() {
        return "How many times the CPU time of Nacre's windows do Flink's sliding windows take?";
    }

    @Override
    void measure(Result result) throws Exception {
        result.checked(checkSums());
        for (String backend : trial() ? List.of("rocksdb") : List.of("heap", "rocksdb")) {
            try (Scratch scratch = Scratch.in(folder());
                    Worker ours = worker();
                    Worker flink = worker()) {
                beside(result, backend, scratch.path(), ours, flink);
                for (String span : trial() ? List.of("90 d") : SPANS.keySet()) {
                    longer(result, backend, scratch.path(), span, ours);
                }
            }
        }
        result.note("Longer windows: 300 payments of each account over 90 days, so that all of them are full.");
    }

    /** The same accounts and rate for both, with more payments for the faster one. */
    private void beside(Result result, String backend, Path work, Worker ours, Worker flink) throws Exception {
        int many = many(backend);
        int few = count(slidingRows, 100);
        double daysEach = 1.0 / 24 / few;
        Pairs pairs = inTurn(
                () -> cost(ours, task("ours", backend, HOUR, work), many, daysEach),
                () -> cost(flink, task("flink", backend, HOUR, work), few, daysEach));
        result.costs("ours, 1 h, " + backend, pairs.ours());
        result.costs("Flink's, 1 h every 10 s, " + backend, pairs.theirs());
        result.ratio("Flink's sliding windows / ours, " + backend, pairs.theirsOverOurs(Cost::cpuNsEach));
    }

    private void longer(Result result, String backend, Path work, String name, Worker worker) throws Exception {
        int many = many(backend);
        Task hour = task("ours", backend, HOUR, work);
        Task span = task("ours", backend, SPANS.get(name), work);
        Pairs pairs = inTurn(() -> cost(worker, span, many, 90.0 / many), () -> cost(worker, hour, many, 90.0 / many));
        result.costs("ours over 90 days, " + name + ", " + backend, pairs.ours());
        result.ratio("ours, " + name + " / 1 h, " + backend, pairs.oursOverTheirs(Cost::cpuNsEach));
    }

    /** On the heap a payment is so cheap that start and end of a run would dominate. */
    private int many(String backend) {
        return count("heap".equals(backend) ? 10 * rows : rows, 2000);
    }

    /** The cost of the long run minus the short one, with the same time between payments. */
    private Cost cost(Worker worker, Task task, int many, double daysEach) throws Exception {
        Cost whole = run(worker, task, many, daysEach);
        Cost cost = trial() ? whole : whole.minus(run(worker, task, many / 3, daysEach));
        say("%s, %s: %,.0f ns CPU per payment", task.text("way"), task.text("backend"), cost.cpuNsEach());
        return cost;
    }

    private static Cost run(Worker worker, Task task, int rows, double daysEach) throws Exception {
        return worker.run(task.with("rows", rows).with("days", rows * daysEach)).cost();
    }

    private static Task task(String way, String backend, Duration span, Path work) {
        return Task.of(WorkloadType.WINDOWS)
                .with("way", way)
                .with("backend", backend)
                .with("span-ms", span.toMillis())
                .with("accounts", ACCOUNTS)
                .with("folder", work);
    }

    private Worker worker() throws Exception {
        return trial() ? Worker.here() : Worker.start(List.of("-Xmx2g"));
    }

    /** Each sum must be between those of the exact window and of one that is a bucket longer. */
    private static String checkSums() {
        long stepMs = 7 * 60_000L + 1;
        long from = 1_767_225_600_000L;
        int payments = 20_000;
        for (Map.Entry<String, Duration> span : SPANS.entrySet()) {
            long spanMs = span.getValue().toMillis();
            long longerMs = spanMs + SlidingWindows.width(spanMs);
            SlidingWindows slidingWindows = SlidingWindows.EMPTY;
            for (int i = 0; i < payments; i++) {
                long atMs = from + i * stepMs;
                slidingWindows = slidingWindows.plus(atMs, 1);
                double sum = slidingWindows.sum(atMs, spanMs);
                if (sum < Math.min(i, spanMs / stepMs) + 1 || sum > Math.min(i, longerMs / stepMs) + 1) {
                    throw new IllegalStateException("the sum over " + span.getKey() + " is wrong: " + sum);
                }
            }
        }
        return "sums over " + SPANS.keySet() + " equal those of the exact window, or of one a bucket longer";
    }
}
