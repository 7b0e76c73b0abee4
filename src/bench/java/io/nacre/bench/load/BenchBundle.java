package io.nacre.bench.load;

import io.nacre.feature.FactsResolver;
import io.nacre.model.BundleException;
import io.nacre.model.FeatureLayout;
import io.nacre.model.bundle.Bundle;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.sample.TimeSplitOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * The bundle of the benchmarks, trained on their own traffic with the default size, and the IP database of that
 * traffic.
 *
 * @param bundle the bundle's zip
 * @param ips the database of IP ranges
 */
public record BenchBundle(Path bundle, Path ips) {

    /**
     * The accounts of a benchmark are young; with many more payments in training, nearly all of its payments would be
     * unusual.
     */
    private static final int ACCOUNTS = 2_500;

    private static final int ROWS = 50_000;
    private static final long SEED = 7;

    /** The bundle in the folder; a new one if there is none for these features. */
    public static BenchBundle in(Path folder, Consumer<String> progress) throws IOException {
        Files.createDirectories(folder);
        Path ips = folder.resolve("ip.mmdb");
        if (!Files.exists(ips)) {
            World.of(WorldOptions.DEFAULT).writeIpDatabase(ips);
        }
        Path file = folder.resolve(
                "bundle-" + FeatureLayout.catalogue().fingerprint().substring(0, 12) + ".zip");
        if (!isGood(file)) {
            progress.accept("training a bundle, once: %,d payments".formatted(ROWS));
            train(ips, progress).write(file);
        }
        return new BenchBundle(file, ips);
    }

    /** The bundle of a task's job. */
    public static BenchBundle of(Task task) {
        return new BenchBundle(Path.of(task.text("bundle")), Path.of(task.text("ips")));
    }

    private static boolean isGood(Path file) {
        try {
            return Files.exists(file) && Bundle.read(file).inputs().width() > 0;
        } catch (BundleException e) {
            return false;
        }
    }

    private static Bundle train(Path ranges, Consumer<String> progress) throws IOException {
        String file = ranges.toString();
        Traffic traffic = new Traffic(ACCOUNTS, KeyDistribution.UNIFORM, ROWS, SEED);
        TrainingOptions options = TrainingOptions.DEFAULT.with(TimeSplitOptions.byShare(0.6, 0.2, Duration.ofDays(1)));
        try (IpDatabases ips = IpDatabases.open(new IpDatabaseConfig(file, file, file))) {
            return new Trainer(traffic, new FactsResolver(ips), options, progress::accept)
                    .train(Instant.EPOCH)
                    .bundle();
        }
    }
}
