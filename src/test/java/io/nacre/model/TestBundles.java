package io.nacre.model;

import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.model.anomaly.Autoencoder;
import io.nacre.model.anomaly.RobustErrorScaler;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.GoldenVectors;
import io.nacre.model.bundle.Provenance;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.kernel.Normalisation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Bundles with random weights over made-up layers. */
public final class TestBundles {

    public static final FeatureLayout INPUTS = new FeatureLayout(List.of(
            new FeatureLayout.Group("amount", List.of("amount.log", "amount.round")),
            new FeatureLayout.Group("ip", List.of("ip.risk", "ip.risk?", "ip.distance_km", "ip.distance_km?")),
            new FeatureLayout.Group("time", List.of("time.hour"))));

    static final Provenance PROVENANCE = new Provenance(
            Instant.parse("2026-03-01T00:00:00Z"),
            null,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-02-01T00:00:00Z"));

    private TestBundles() {}

    /** A bundle for the features of this version. */
    public static Bundle catalogueBundle() {
        return bundle(FeatureLayout.catalogue(), 8, 4);
    }

    /** Another one for the same features. */
    public static Bundle anotherCatalogueBundle() {
        return bundle(FeatureLayout.catalogue(), 8, 5);
    }

    /** Layers of the given widths, with names of no meaning. */
    public static FeatureLayout inputs(int... widths) {
        List<FeatureLayout.Group> groups = new ArrayList<>();
        for (int k = 0; k < widths.length; k++) {
            String layer = "layer" + k;
            groups.add(new FeatureLayout.Group(
                    layer,
                    IntStream.range(0, widths[k])
                            .mapToObj(i -> layer + ".f" + i)
                            .toList()));
        }
        return new FeatureLayout(groups);
    }

    public static Model model(FeatureLayout featureLayout, int hidden, long seed) {
        Random random = new Random(seed);
        List<CascadeLayer> stages = new ArrayList<>();
        int previous = 0;
        for (int width : featureLayout.widths()) {
            int length = CascadeLayer.length(previous, width, hidden);
            stages.add(new CascadeLayer(previous, width, hidden, gaussian(random, length, 0.3)));
            previous = hidden;
        }
        int width = featureLayout.width();
        float[] scale = gaussian(random, width, 1);
        scale[0] = 0;
        int[] classical = {0, width - 1};
        return new Model(
                new Normalisation(gaussian(random, width, 2), scale),
                new ClassicalModel(classical, gaussian(random, 2, 1), -1, trees(featureLayout, random)),
                new Cascade(stages),
                new Calibration(0.8, -0.3));
    }

    /** For every second layer three trees of two questions. */
    private static List<BoostedTrees> trees(FeatureLayout featureLayout, Random random) {
        List<BoostedTrees> trees = new ArrayList<>();
        for (int k = 0; k < featureLayout.layers().size(); k++) {
            int known = featureLayout.offset(k) + featureLayout.widths()[k];
            BoostedTrees.Builder builder = new BoostedTrees.Builder();
            for (int tree = 0; k % 2 == 0 && tree < 3; tree++) {
                int low = builder.split(builder.tree(), random.nextInt(known), (float) random.nextGaussian());
                builder.leaf(low, (float) random.nextGaussian());
                int lower = builder.split(low + 1, random.nextInt(known), (float) random.nextGaussian());
                builder.leaf(lower, (float) random.nextGaussian());
                builder.leaf(lower + 1, (float) random.nextGaussian());
            }
            trees.add(builder.build());
        }
        return trees;
    }

    public static Bundle bundle() {
        return bundle(INPUTS, 5, 7);
    }

    public static Bundle bundle(FeatureLayout featureLayout, int hidden, long seed) {
        Model model = model(featureLayout, hidden, seed);
        AnomalyModel anomaly = anomaly(featureLayout.width(), hidden, seed);
        List<float[]> vectors = vectors(featureLayout.width(), 4, seed);
        AnomalyDetector detector = new AnomalyDetector(featureLayout, anomaly);
        float[] errors = new float[vectors.size()];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = (float) detector.error(vectors.get(i));
        }
        GoldenVectors goldenVectors = new GoldenVectors(
                vectors, GoldenVectors.of(new CompiledEngine(model), vectors).trails(), errors);
        return Bundle.of(
                PROVENANCE,
                featureLayout,
                model,
                anomaly,
                new Thresholds(0.3, 0.9, 0.001),
                Map.of("test.average_precision", 0.75),
                goldenVectors);
    }

    /** The same bundle with other thresholds. */
    public static Bundle with(Thresholds thresholds, Bundle bundle) {
        return Bundle.of(
                bundle.provenance(),
                bundle.inputs(),
                bundle.model(),
                bundle.anomaly(),
                thresholds,
                bundle.metrics(),
                bundle.golden());
    }

    /** The same bundle as it would be without its anomaly model. */
    public static Bundle withoutAnomalies(Bundle bundle) {
        GoldenVectors goldenVectors =
                new GoldenVectors(bundle.golden().vectors(), bundle.golden().trails(), new float[0]);
        return Bundle.of(
                bundle.provenance(),
                bundle.inputs(),
                bundle.model(),
                null,
                bundle.thresholds().withAnomaly(null),
                bundle.metrics(),
                goldenVectors);
    }

    public static AnomalyModel anomaly(int width, int hidden, long seed) {
        Random random = new Random(seed);
        float[] spreads = gaussian(random, width, 1);
        for (int i = 0; i < width; i++) {
            spreads[i] = 0.5f + Math.abs(spreads[i]);
        }
        return new AnomalyModel(
                new Normalisation(gaussian(random, width, 2), gaussian(random, width, 1)),
                new Autoencoder(width, hidden, 2, gaussian(random, Autoencoder.length(width, hidden, 2), 0.3)),
                new RobustErrorScaler(gaussian(random, width, 0.1), spreads, spreads),
                new AnomalyPercentile(new float[] {0, 10, 50, 200}));
    }

    public static List<float[]> vectors(int width, int count, long seed) {
        Random random = new Random(seed);
        List<float[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(gaussian(random, width, 3));
        }
        return vectors;
    }

    private static float[] gaussian(Random random, int length, double spread) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * spread);
        }
        return values;
    }
}
