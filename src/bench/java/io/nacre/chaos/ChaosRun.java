package io.nacre.chaos;

import io.nacre.codec.rejection.DecodeResult;
import io.nacre.kafka.audit.Discrepancy;
import io.nacre.kafka.audit.Reconciler;
import io.nacre.kafka.audit.ReconciliationOptions;
import io.nacre.kafka.audit.ReconciliationReport;
import io.nacre.kafka.audit.ReconciliationReport.Found;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.kafka.client.TopicReader;
import io.nacre.kafka.guard.GroupProgress;
import io.nacre.kafka.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The run of one seed: faults one after the other while payments arrive, then the reconciliation. */
final class ChaosRun {

    private static final Duration RECOVERY = Duration.ofMinutes(4);
    private static final Duration DRAIN = Duration.ofMinutes(5);

    private final long seed;
    private final Path folder;
    private final Consumer<String> progress;
    private int kills;
    private long outageRestarts;
    private double recoverySeconds;
    private double otherSeconds;

    private ChaosRun(long seed, Path folder, Consumer<String> progress) {
        this.seed = seed;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * Runs one.
     *
     * @param folder for all its files
     * @param seconds the duration of the plan
     */
    static RunResult of(long seed, List<Fault> plan, int seconds, Pace pace, Path folder, Consumer<String> progress)
            throws Exception {
        return new ChaosRun(seed, folder, progress).live(plan, seconds, pace);
    }

    private RunResult live(List<Fault> plan, int seconds, Pace pace) throws Exception {
        progress.accept("seed " + seed + ": " + plan);
        try (SystemUnderTest systemUnderTest = SystemUnderTest.open(folder, seed, pace)) {
            systemUnderTest.watch.expect(System.currentTimeMillis());
            awaitDecision(systemUnderTest, "the start");
            Injector injector = new Injector(systemUnderTest, seed, seconds);
            for (Fault fault : plan) {
                if (injector.isPossible(fault)) {
                    suffer(fault, injector, systemUnderTest);
                } else {
                    progress.accept("SKIPPED " + fault + ": mounting a separate disk needs root");
                }
            }
            kills = injector.kills();
            systemUnderTest.generator.close();
            try (GroupProgress group = new GroupProgress(systemUnderTest.kafka())) {
                group.await(List.of(TopicCatalogue.TRANSACTIONS), DRAIN);
            }
            return verdict(systemUnderTest);
        }
    }

    private void suffer(Fault fault, Injector injector, SystemUnderTest systemUnderTest) throws Exception {
        long startMs = System.currentTimeMillis();
        long before = systemUnderTest.cluster.restarts();
        injector.inject(fault);
        long overMs = System.currentTimeMillis();
        double tookSeconds =
                (awaitDecision(systemUnderTest, fault.name()) - (isTaskKill(fault) ? startMs : overMs)) / 1e3;
        long restarts = systemUnderTest.cluster.restarts() - before;
        progress.accept(String.format(
                Locale.ROOT,
                "%s: %.1f s to the next new decision, %d restarts, %.1f s in all",
                fault,
                tookSeconds,
                restarts,
                (System.currentTimeMillis() - startMs) / 1e3));
        if (isTaskKill(fault)) {
            recoverySeconds = Math.max(recoverySeconds, tookSeconds);
        } else {
            otherSeconds = Math.max(otherSeconds, tookSeconds);
        }
        if (fault == Fault.BROKER_AWAY) {
            outageRestarts = Math.max(outageRestarts, restarts);
        }
    }

    private static boolean isTaskKill(Fault fault) {
        return fault == Fault.KILL_TASKMANAGER;
    }

    private static long awaitDecision(SystemUnderTest systemUnderTest, String what) throws InterruptedException {
        long cameMs = systemUnderTest.watch.cameMs(RECOVERY);
        if (cameMs == 0) {
            throw new IllegalStateException("no new decision within " + RECOVERY.toSeconds() + " s after " + what);
        }
        return cameMs;
    }

    private RunResult verdict(SystemUnderTest systemUnderTest) throws IOException {
        ReconciliationReport balance =
                Reconciler.reconcile(systemUnderTest.kafka(), ReconciliationOptions.DEFAULT.untilTheEnd());
        for (Found found : balance.findings()) {
            if (found.count() > 0 && found.finding() != Discrepancy.WRITTEN_AGAIN) {
                progress.accept(found.count() + " " + found.finding().words() + ": " + found.named());
            }
        }
        long missing = balance.of(Discrepancy.MISSING).count();
        long incidents = balance.of(Discrepancy.TWO_INCIDENTS).count();
        long breaking = balance.findings().stream()
                .filter(Found::breaks)
                .mapToLong(Found::count)
                .sum();
        return new RunResult(
                seed,
                kills,
                systemUnderTest.generator.acknowledged(),
                systemUnderTest.generator.unknown(),
                missing + gone(systemUnderTest.kafka()),
                balance.of(Discrepancy.WRITTEN_AGAIN).count(),
                incidents,
                breaking - missing - incidents,
                systemUnderTest.cluster.restarts(),
                outageRestarts,
                recoverySeconds,
                otherSeconds);
    }

    /** Records that the broker acknowledged but no longer has. */
    private long gone(KafkaSettings kafka) throws IOException {
        Set<String> there = new HashSet<>();
        try (TopicReader<?> inputs = new TopicReader<>(kafka, TopicCatalogue.TRANSACTIONS)) {
            inputs.readToEnd(record -> {
                String name = record.decoded() instanceof DecodeResult.Value<?> read
                                && read.value() instanceof io.nacre.payment.Transaction payment
                        ? payment.id()
                        : "rubbish";
                there.add("acknowledged " + record.origin().partition() + " "
                        + record.origin().offset() + " " + name);
            });
        }
        try (Stream<String> list = Files.lines(folder.resolve("acknowledged.txt"))) {
            return list.filter(line -> line.startsWith("acknowledged") && !there.contains(line))
                    .peek(line -> progress.accept("gone: " + line))
                    .count();
        }
    }
}
