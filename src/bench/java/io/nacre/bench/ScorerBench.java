package io.nacre.bench;

import io.nacre.bench.measure.Cost;
import io.nacre.bench.measure.Meter;
import io.nacre.bench.measure.Pairs;
import io.nacre.bench.measure.Result;
import io.nacre.feature.FactsResolver;
import io.nacre.feature.FeatureVector;
import io.nacre.model.ScoringVariant;
import io.nacre.model.ScoringVariants;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.bundle.Bundle;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.reference.IpDatabaseConfig;
import io.nacre.reference.IpDatabases;
import io.nacre.simulation.World;
import io.nacre.simulation.WorldOptions;
import io.nacre.training.Trainer;
import io.nacre.training.TrainingOptions;
import io.nacre.training.history.History;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the scorer with Deeplearning4j and ONNX Runtime, which run the same weights. */
@Command(
        name = "scorer",
        description = {
            "Compare the CPU time of a score with Deeplearning4j and ONNX Runtime on the same weights.",
            "Measures the network alone, then the whole scoring: with SIMD, without SIMD, and in batches."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  nacre bench scorer", "  nacre bench scorer --bundle .nacre/deploy/bundle"})
final class ScorerBench extends Benchmark {

    private static final int VECTORS = 2048;
    private static final double TOLERANCE = 1e-5;
    private static final long RUN_NS = 150_000_000;

    /** Warm-up vectors, or warm-up time. */
    private static final int WARM = 400_000;

    private static final long WARM_NS = 2_000_000_000;

    @Option(
            names = "--bundle",
            paramLabel = "PATH",
            description = "Bundle to score with; default: one trained once on simulated data.")
    private @Nullable Path path;

    private float[][] vectors = {};

    @Override
    String question() {
        return "How much CPU does a score take, compared with other engines with the same weights?";
    }

    @Override
    void measure(Result result) throws Exception {
        World world =
                World.of(WorldOptions.DEFAULT.withAccounts(trial() ? 60 : 800).withDays(trial() ? 20 : 60));
        Files.createDirectories(folder());
        Path ips = folder().resolve("scorer-ip.mmdb");
        world.writeIpDatabase(ips);
        Bundle bundle = bundle(world, ips);
        vectors = vectors(world, ips);
        describe(result, bundle);
        ScoringVariants scoringVariants = new ScoringVariants(bundle.model(), vectors);
        network(result, scoringVariants);
        whole(result, scoringVariants, bundle);
    }

    private void network(Result result, ScoringVariants all) throws Exception {
        try (ScoringVariant ours = all.network(false)) {
            against(result, "network", ours, "network, plain loops", all.network(true));
            against(result, "network", ours, "network, 4 at once", all.networkRows(false));
            against(result, "network", ours, "Deeplearning4j, 1 at a time", all.dl4j(1));
            against(result, "network", ours, "Deeplearning4j, batches of 32", all.dl4j(32));
            against(result, "network", ours, "Deeplearning4j, batches of 128", all.dl4j(128));
            against(result, "network", ours, "ONNX Runtime, 1 at a time", all.onnx(1));
            against(result, "network", ours, "ONNX Runtime, batches of 32", all.onnx(32));
            against(result, "network", ours, "ONNX Runtime, batches of 128", all.onnx(128));
            bound(result, all, ours);
        }
        try (ScoringVariant plain = all.network(true)) {
            against(result, "network, plain loops", plain, "Deeplearning4j, 1 at a time", all.dl4j(1));
        }
    }

    private void whole(Result result, ScoringVariants all, Bundle bundle) throws Exception {
        try (ScoringVariant trees = all.trees()) {
            against(result, "trees", trees, "trees, node by node", all.treesNodeByNode());
        }
        try (ScoringVariant ours = all.whole(false)) {
            against(result, "whole score", ours, "whole score, plain loops", all.whole(true));
            against(result, "whole score", ours, "whole score, batches of 64", all.wholeBatch(64));
            against(result, "whole score", ours, "whole score, Deeplearning4j", all.wholeDl4j());
        }
        AnomalyModel anomalies = bundle.anomaly();
        if (anomalies != null) {
            try (ScoringVariant ours = ScoringVariants.anomaly(bundle.inputs(), anomalies, vectors, false)) {
                ScoringVariant plain = ScoringVariants.anomaly(bundle.inputs(), anomalies, vectors, true);
                against(result, "anomaly", ours, "anomaly, plain loops", plain);
            }
        }
    }

    private void against(Result result, String name, ScoringVariant ours, String otherName, ScoringVariant other)
            throws Exception {
        try (other) {
            double most = parity(ours, other);
            result.checked("%s gives what %s gives, to within %.1e".formatted(otherName, name, most));
            int ourRuns = runs(ours);
            int theirRuns = runs(other);
            Pairs pairs = inTurn(() -> cost(ours, ourRuns), () -> cost(other, theirRuns));
            result.costs(name + ", beside " + otherName, pairs.ours());
            result.costs(otherName, pairs.theirs());
            result.ratio(otherName + " / " + name, pairs.theirsOverOurs(Cost::cpuNsEach));
        }
    }

    /** The largest relative difference; throws if the results differ. */
    private double parity(ScoringVariant ours, ScoringVariant other) throws Exception {
        double most = 0;
        for (int first = 0; first + other.batch() <= vectors.length; first += Math.max(other.batch(), 8)) {
            other.run(first);
            ours.run(first);
            double[] expected = other.found();
            double[] found = ours.found();
            for (int k = 0; k < expected.length; k++) {
                most = Math.max(most, Math.abs(found[k] - expected[k]) / Math.max(1, Math.abs(expected[k])));
            }
        }
        if (!(most <= TOLERANCE)) {
            throw new IllegalStateException("results differ by " + most);
        }
        return most;
    }

    /** The number of runs in a part of a second; the code is warm afterwards. */
    private int runs(ScoringVariant scoringVariant) throws Exception {
        int done = 0;
        long spentNs = 0;
        double nsEach = 1;
        while (done < count(WARM, 40) && spentNs < WARM_NS) {
            Cost cost = cost(scoringVariant, trial() ? 20 : 200);
            done += (int) cost.records();
            spentNs += cost.cpuNs();
            nsEach = Math.max(1, cost.cpuNsEach() * scoringVariant.batch());
        }
        return trial() ? 2 : (int) Math.max(10, RUN_NS / nsEach);
    }

    private Cost cost(ScoringVariant scoringVariant, int runs) {
        int batch = scoringVariant.batch();
        return Meter.ofThread((long) runs * batch, () -> {
            int first = 0;
            try {
                for (int i = 0; i < runs; i++) {
                    scoringVariant.run(first);
                    first += batch;
                    first = first + batch > vectors.length ? 0 : first;
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The time to read only the weights from the first-level cache. */
    private void bound(Result result, ScoringVariants all, ScoringVariant ours) throws Exception {
        int runs = runs(ours);
        CacheProbe loop = new CacheProbe();
        Pairs pairs = inTurn(() -> cost(ours, runs), () -> loop.cost(RUN_NS));
        double bytesPerNs =
                1 / pairs.theirs().stream().mapToDouble(Cost::cpuNsEach).min().orElse(Double.NaN);
        result.figure("read from the first cache", "GB per second", bytesPerNs);
        result.figure("the network's weights at that speed", "ns CPU per record", all.weightBytes() / bytesPerNs);
        result.ratio(
                "network / reading its weights",
                pairs.ours().stream()
                        .map(each -> each.cpuNsEach() * bytesPerNs / all.weightBytes())
                        .toList());
    }

    private void describe(Result result, Bundle bundle) {
        ScoringVariants all = new ScoringVariants(bundle.model(), vectors);
        int trees = bundle.model().classical().trees().stream()
                .mapToInt(layer -> layer.size())
                .sum();
        result.note("Bundle %s: layers of %s features, hidden %s, %d trees, %,d bytes of weights (%,d padded)."
                .formatted(
                        bundle.id(),
                        Arrays.toString(bundle.model().cascade().widths()),
                        Arrays.toString(bundle.model().cascade().hidden()),
                        trees,
                        all.weightBytes(),
                        all.paddedWeightBytes()));
        result.note("Kernel: " + ScoringVariants.kernel()
                + (ScoringVariants.hasVectors() ? "." : "; this JVM has no SIMD."));
        result.note("The last %,d payments of a simulated world.".formatted(vectors.length));
        result.note("Our network includes normalisation; Deeplearning4j and ONNX Runtime get normalised vectors.");
    }

    private Bundle bundle(World world, Path ips) throws IOException {
        if (path != null) {
            return Bundle.read(path);
        }
        if (trial()) {
            return io.nacre.model.TestBundles.catalogueBundle();
        }
        Path kept = folder().resolve("scorer-bundle.zip");
        if (!Files.exists(kept)) {
            say("Training a bundle, once.");
            try (IpDatabases databases = databases(ips)) {
                new Trainer(
                                history(world),
                                new FactsResolver(databases),
                                TrainingOptions.DEFAULT,
                                line -> say("%s", line))
                        .train(Instant.EPOCH)
                        .bundle()
                        .write(kept);
            }
        }
        return Bundle.read(kept);
    }

    private float[][] vectors(World world, Path ips) throws IOException {
        List<float[]> last = new ArrayList<>();
        try (IpDatabases databases = databases(ips)) {
            Replay replay = new Replay(new FactsResolver(databases), world.profiles());
            world.forEach(payment -> {
                FeatureVector vector = replay.step(payment);
                if (vector != null) {
                    last.add(vector.values().clone());
                }
            });
        }
        return last.subList(Math.max(0, last.size() - count(VECTORS, 256)), last.size())
                .toArray(float[][]::new);
    }

    private static IpDatabases databases(Path ips) throws IOException {
        return IpDatabases.open(new IpDatabaseConfig(ips.toString(), null, ips.toString()));
    }

    private static History history(World world) {
        return new History() {
            @Override
            public void forEach(Consumer<LabelledTransaction> reader) {
                world.forEach(reader);
            }

            @Override
            public List<AccountProfile> profiles() {
                return world.profiles();
            }
        };
    }
}
