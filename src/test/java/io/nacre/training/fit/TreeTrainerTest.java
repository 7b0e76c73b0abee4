package io.nacre.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.BoostedTrees;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TreeTrainerTest {

    private static final FeatureLayout INPUTS = new FeatureLayout(List.of(
            new FeatureLayout.Group("amount", List.of("amount.log")),
            new FeatureLayout.Group("noise", List.of("noise.random")),
            new FeatureLayout.Group("time", List.of("time.hour", "time.never"))));

    private static final Normalisation PLAIN = new Normalisation(new float[] {0, 0, 0, 0}, new float[] {1, 1, 1, 1});

    private static final ClassicalModel REGRESSION =
            new ClassicalModel(new int[] {0}, new float[] {0.1f}, -1, List.of());

    private static final TreeOptions FEW = new TreeOptions(40, 40, 10, 3, 0.2, 1, 0.8, 1, 64);

    @Test
    void keepsTreesOnlyWhereTheyHelpOnLaterTransactions() {
        List<BoostedTrees> trees = train(FEW, 5).trees();

        assertThat(trees.get(0).size()).isPositive();
        assertThat(trees.get(1).size()).isLessThanOrEqualTo(10);
        assertThat(trees.get(2).size()).isPositive();
    }

    @Test
    void findsInteractionsBetweenLayers() {
        Examples test = examples(3000, 9);
        ClassicalModel model = train(FEW, 5);

        assertThat(averagePrecision(model, test, 3)).isGreaterThan(0.95);
        assertThat(averagePrecision(model, test, 1)).isBetween(0.4, 0.8);
        assertThat(averagePrecision(model, test, 0)).isLessThan(0.3);
    }

    @Test
    void beginsAtTheRegressionInEveryLayer() {
        Examples test = examples(100, 9);
        ClassicalModel model = train(FEW, 5);
        float[] logits = new float[4];

        for (int i = 0; i < test.size(); i++) {
            model.logits(test.vector(i), test.vector(i), logits);
            assertThat(logits[3]).isEqualTo(model.trees().get(2).addTo(logits[0], test.vector(i)));
        }
    }

    @Test
    void letsAnEarlyLayerLearnAsMuchFasterAsItHasFewerTrees() {
        TreeOptions few = new TreeOptions(200, 50, 40, 6, 0.05, 0.6, 0.8, 3, 2048);

        assertThat(few.early().learningRate()).isEqualTo(0.2);
        assertThat(few.withMost(20).early().learningRate()).isEqualTo(0.05);
    }

    @Test
    void copiesWhatXgboostGrew() {
        Examples examples = examples(2000, 3);
        float[] logits = new float[examples.size()];
        try (XgBoostTrainer xgBoostTrainer =
                new XgBoostTrainer(examples, new int[] {0, 2}, logits, examples.balancedWeights(1), FEW, 1)) {
            xgBoostTrainer.grow(20);
            BoostedTrees trees = xgBoostTrainer.trees(20);
            float[] expected = xgBoostTrainer.logits();

            for (int row = 0; row < examples.size(); row++) {
                assertThat(trees.addTo(0, examples.vector(row))).isEqualTo(expected[row]);
            }
            assertThat(xgBoostTrainer.trees(5).size()).isEqualTo(5);
        }
    }

    @Test
    void givesTheSameTreesForTheSameSeed() {
        List<float[]> probed = probed(train(FEW, 5));

        assertThat(probed(train(FEW, 5))).usingRecursiveComparison().isEqualTo(probed);
        assertThat(probed(train(FEW, 6)).get(0)).isNotEqualTo(probed.get(0));
    }

    @Test
    void leavesTheRegressionAloneWhereNoTreeIsAllowed() {
        ClassicalModel model = train(FEW.withMost(0), 5);

        assertThat(model.trees()).allMatch(trees -> trees.size() == 0);
    }

    /** What the trees say of a few amounts. */
    private static List<float[]> probed(ClassicalModel model) {
        List<float[]> logits = new ArrayList<>();
        Examples probes = examples(50, 8);
        for (int i = 0; i < probes.size(); i++) {
            float[] four = new float[4];
            model.logits(probes.vector(i), probes.vector(i), four);
            logits.add(four);
        }
        return logits;
    }

    private static ClassicalModel train(TreeOptions options, long seed) {
        return trainer(options, seed).train(examples(3000, 3), 1, examples(3000, 4));
    }

    private static TreeTrainer trainer(TreeOptions options, long seed) {
        return new TreeTrainer(INPUTS, PLAIN, REGRESSION, options, seed, ProgressReporter.SILENT);
    }

    private static double averagePrecision(ClassicalModel model, Examples examples, int layer) {
        ScoredLabels scoredLabels = new ScoredLabels();
        float[] logits = new float[4];
        for (int i = 0; i < examples.size(); i++) {
            model.logits(examples.vector(i), examples.vector(i), logits);
            scoredLabels.add(logits[layer], examples.fraud(i), 1);
        }
        return ThresholdCurve.of(scoredLabels).averagePrecision();
    }

    /** Fraud in a band of amounts, by night. */
    private static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = new Examples(4);
        for (int i = 0; i < count; i++) {
            float amount = (float) (random.nextDouble() * 2 - 1);
            float noise = (float) random.nextDouble();
            float hour = (float) (random.nextDouble() * 2 - 1);
            boolean fraud = Math.abs(amount) < 0.3 && hour > 0.2;
            examples.add(new float[] {amount, noise, hour, 0}, fraud, 1);
        }
        return examples;
    }
}
