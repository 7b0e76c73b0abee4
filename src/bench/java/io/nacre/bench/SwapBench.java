package io.nacre.bench;

import io.nacre.bench.load.BenchEnvironment;
import io.nacre.bench.load.OpenLoop;
import io.nacre.bench.load.Parity;
import io.nacre.bench.load.PreloadedTopics;
import io.nacre.bench.load.Running;
import io.nacre.bench.load.Schedule;
import io.nacre.bench.load.Task;
import io.nacre.bench.load.Traffic;
import io.nacre.bench.load.Worker;
import io.nacre.bench.load.WorkloadType;
import io.nacre.bench.measure.Result;
import io.nacre.codec.mapping.BundleAnnouncement;
import io.nacre.codec.rejection.DecodeResult;
import io.nacre.decision.Decision;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.client.TopicWriter;
import io.nacre.kafka.topic.TopicCatalogue;
import io.nacre.model.TestBundles;
import io.nacre.model.Thresholds;
import io.nacre.model.bundle.Bundle;
import io.nacre.secret.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the effect of a model change at run time. */
@Command(
        name = "swap",
        description = {
            "Announce another bundle under constant traffic; the job loads it without a restart.",
            "The same traffic without an announcement is the comparison. Fails if a transaction is decided"
                    + " twice or not at all. Fails if the old bundle decides after the new one. Times are wall-clock"
                    + " times."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench swap", "  nacre bench swap --rate 1000 --seconds 60 --backend heap"})
final class SwapBench extends Benchmark {

    @Mixin
    private PaceOptions pace = new PaceOptions();

    @Override
    String question() {
        return "How long are decisions delayed while the job loads another bundle?";
    }

    @Override
    void measure(Result result) throws Exception {
        int first = pace.first(this);
        Traffic payments = pace.traffic(this);
        try (BenchEnvironment benchEnvironment = EnvironmentFactory.start(this)) {
            Bundle before = Bundle.read(benchEnvironment.bundle().bundle());
            Bundle after = TestBundles.with(new Thresholds(0.5, 0.95), before);
            Path file = benchEnvironment.scratch().resolve("other.zip");
            after.write(file);
            Worker job = benchEnvironment.worker("-Xmx2g");
            PreloadedTopics preloadedTopics = benchEnvironment.stock("swap.", payments, first);
            Running running = new Running(preloadedTopics, payments);
            job.run(pace.start(benchEnvironment, preloadedTopics));
            say("warming up: %,d payments", first);
            running.awaitAll();
            result.checked(Parity.check(preloadedTopics, payments, benchEnvironment.bundle(), 0));
            Schedule schedule = pace.schedule(this);
            running.at(schedule);
            report(result, "no change", running.at(schedule));
            CompletableFuture<OpenLoop.Latencies> latencies = running.meanwhile(schedule);
            Thread.sleep((long) (schedule.seconds() * 1000 / 3));
            long announcedMs = announce(after.id(), file, preloadedTopics);
            report(result, "another bundle", latencies.join());
            List<Decision> taken = decisions(preloadedTopics).stream()
                    .dropWhile(decision -> decision.scoring().model().bundleId().equals(before.id()))
                    .toList();
            result.figure("decided by the other bundle", "payments", taken.size());
            result.figure(
                    "announced until it decides", "ms", (double) taken.get(0).decidedAtMs() - announcedMs);
            requireOnly(after.id(), taken);
            job.run(Task.of(WorkloadType.CANCEL_JOB));
        }
    }

    private static void report(Result result, String name, OpenLoop.Latencies latencies) {
        result.figure(name, "ms, p50", latencies.ms(50));
        result.figure(name, "ms, p99", latencies.ms(99));
        result.figure(name, "ms, the latest", latencies.ms(100));
        result.figure(name, "ms without decisions", latencies.longestGapMs());
        latencies.requireAll();
    }

    private static long announce(String id, Path file, PreloadedTopics preloadedTopics) throws Exception {
        String hash = Sha256.hex(Files.readAllBytes(file));
        long nowMs = System.currentTimeMillis();
        try (TopicWriter<BundleAnnouncement> bundles =
                new TopicWriter<>(preloadedTopics.kafka(), TopicCatalogue.BUNDLES)) {
            bundles.write(new BundleAnnouncement(
                    id, file.toUri().toString(), hash, BundleAnnouncement.Role.CHAMPION, "bench", nowMs));
        }
        return nowMs;
    }

    /** In write order: there is one subtask and one partition. */
    private static List<Decision> decisions(PreloadedTopics preloadedTopics) {
        List<Decision> decisions = new ArrayList<>();
        try (TopicReader<Decision> reader = new TopicReader<>(preloadedTopics.kafka(), TopicCatalogue.DECISIONS)) {
            reader.readToEnd(record -> decisions.add(((DecodeResult.Value<Decision>) record.decoded()).value()));
        }
        return decisions;
    }

    private static void requireOnly(String id, List<Decision> taken) {
        long others = taken.stream()
                .filter(decision -> !decision.scoring().model().bundleId().equals(id))
                .count();
        if (others > 0) {
            throw new IllegalStateException(others + " payments were decided by the old bundle after the new one");
        }
    }
}
