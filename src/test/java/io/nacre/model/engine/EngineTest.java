package io.nacre.model.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.BoostedTrees;
import io.nacre.model.BundleException;
import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.bundle.GoldenVectors;
import io.nacre.model.kernel.Kernel;
import io.nacre.model.kernel.Normalisation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EngineTest {

    private static final FeatureLayout WIDE = TestBundles.inputs(14, 9, 12, 11, 25, 10, 12, 6, 8, 13);

    @Test
    void weighsVariationsOfAVectorToTheBitsOfAWholeScore() {
        FeatureLayout featureLayout = TestBundles.inputs(5, 1, 9, 30, 4);
        Model model = TestBundles.model(featureLayout, 20, 3);
        CompiledEngine varying = new CompiledEngine(model);
        CompiledEngine whole = new CompiledEngine(model);
        double[] logits = new double[Kernel.ROWS];
        for (float[] base : TestBundles.vectors(featureLayout.width(), 10, 5)) {
            varying.setBase(base);
            for (int last = Kernel.ROWS - 1; last < featureLayout.width(); last += 3) {
                float[][] vectors = new float[Kernel.ROWS][];
                for (int r = 0; r < Kernel.ROWS; r++) {
                    vectors[r] = base.clone();
                    vectors[r][last - Kernel.ROWS + 1 + r] -= 1.5f;
                }

                varying.finalLogits(vectors, last - Kernel.ROWS + 1, last, logits);

                for (int r = 0; r < Kernel.ROWS; r++) {
                    Trail trail = whole.score(vectors[r]);
                    assertThat(logits[r]).isEqualTo(trail.logits()[trail.layers()]);
                }
            }
        }
    }

    @Test
    void bothEnginesGiveTheSameTrails() {
        Bundle bundle = TestBundles.bundle(WIDE, 16, 3);
        Engine compiled = bundle.engine(EngineKind.COMPILED);
        Dl4jEngine reference = (Dl4jEngine) bundle.engine(EngineKind.DL4J);
        List<float[]> vectors = TestBundles.vectors(WIDE.width(), 10_000, 11);

        List<Trail> expected = reference.scoreAll(vectors);

        double most = 0;
        for (int i = 0; i < vectors.size(); i++) {
            most = Math.max(most, distance(compiled.score(vectors.get(i)), expected.get(i)));
        }
        assertThat(most).isLessThan(GoldenVectors.TOLERANCE);
    }

    @Test
    void theReferenceScoresOneAtATimeAsItDoesInBatches() {
        Dl4jEngine reference = (Dl4jEngine) Dl4jEngine.of(TestBundles.model(WIDE, 16, 3));
        List<float[]> vectors = TestBundles.vectors(WIDE.width(), 20, 11);

        List<Trail> expected = reference.scoreAll(vectors);

        for (int i = 0; i < vectors.size(); i++) {
            assertThat(distance(reference.score(vectors.get(i)), expected.get(i)))
                    .isLessThan(GoldenVectors.TOLERANCE);
        }
    }

    @Test
    void computesASmallCascadeAsByHand() {
        BoostedTrees.Builder trees = new BoostedTrees.Builder();
        int low = trees.split(trees.tree(), 1, 0);
        trees.leaf(low, 0.5f);
        trees.leaf(low + 1, -4);
        BoostedTrees tree = trees.build();
        Model model = new Model(
                new Normalisation(new float[] {1, 0}, new float[] {2, 1}),
                new ClassicalModel(new int[] {0}, new float[] {0.5f}, -1, List.of(BoostedTrees.NONE, tree)),
                new Cascade(List.of(
                        new CascadeLayer(0, 1, 2, new float[] {1, -1, 0, 0.5f, 2, 3, 0.25f}),
                        new CascadeLayer(2, 1, 1, new float[] {1, 1, -2, 0, 0.5f, 0}))),
                new Calibration(2, 1));

        Trail trail = new CompiledEngine(model).score(new float[] {2, -1});

        // x = (2, -1); z0 = 0; h1 = relu(2, -1.5) = (2, 0), z1 = 4.25; h2 = relu(2 + 2) = 4, tree 0.5, z2 = 6.75
        assertThat(trail.logits()).containsExactly(1, 9.5, 14.5);
    }

    @Test
    void contributionsSumToTheFinalLogit() {
        Trail trail = new CompiledEngine(TestBundles.model(WIDE, 16, 5))
                .score(TestBundles.vectors(WIDE.width(), 1, 2).get(0));

        double sum = trail.logits()[0];
        for (int k = 1; k <= trail.layers(); k++) {
            sum += trail.contribution(k);
        }

        assertThat(sum).isCloseTo(trail.logits()[trail.layers()], within(1e-12));
    }

    @Test
    void neverScoresNaN() {
        Bundle bundle = TestBundles.bundle();
        float[] vector = new float[TestBundles.INPUTS.width()];
        Arrays.fill(vector, Float.POSITIVE_INFINITY);

        assertThat(bundle.engine(EngineKind.COMPILED).score(vector).score()).isBetween(0.0, 1.0);
    }

    @Test
    void refusesAVectorOfAnotherLength() {
        Engine engine = TestBundles.bundle().engine(EngineKind.COMPILED);

        assertThatThrownBy(() -> engine.score(new float[3])).hasMessageContaining("a vector of 3 features");
    }

    @Test
    void refusesAnEngineThatDoesNotReproduceTheGoldenScores() {
        Bundle bundle = TestBundles.bundle();
        Model other = bundle.model().with(new Calibration(0.81, -0.3));
        Bundle wrong = Bundle.of(
                bundle.provenance(),
                bundle.inputs(),
                other,
                bundle.anomaly(),
                bundle.thresholds(),
                Map.of(),
                bundle.golden());

        assertThatThrownBy(() -> wrong.engine(EngineKind.COMPILED))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("does not reproduce golden vector");
    }

    private static double distance(Trail a, Trail b) {
        double most = 0;
        for (int k = 0; k <= a.layers(); k++) {
            most = Math.max(most, Math.abs(a.probability(k) - b.probability(k)));
        }
        return most;
    }
}
