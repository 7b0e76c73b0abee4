package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.BoostedTrees;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Inputs;
import io.nacre.model.Normalisation;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TreeTrainerTest {

    private static final Inputs INPUTS = new Inputs(List.of(
            new Inputs.Group("amount", List.of("amount.log")),
            new Inputs.Group("noise", List.of("noise.random")),
            new Inputs.Group("time", List.of("time.hour", "time.never"))));

    private static final Normalisation PLAIN = new Normalisation(new float[] {0, 0, 0, 0}, new float[] {1, 1, 1, 1});

    private static final ClassicalModel REGRESSION =
            new ClassicalModel(new int[] {0}, new float[] {0.1f}, -1, List.of());

    private static final TreeOptions FEW = new TreeOptions(40, 40, 10, 3, 0.2, 1, 0.8, 1, 64);

    @Test
    void keepsTreesOnlyWhereTheyHelpOnLaterTransactions() {
        List<BoostedTrees> trees = train(FEW, 5).model().trees();

        assertThat(trees.get(0).size()).isPositive();
        assertThat(trees.get(1).size()).isLessThanOrEqualTo(10);
        assertThat(trees.get(2).size()).isPositive();
    }

    @Test
    void findsWhatLiesBetweenTheLayers() {
        Examples test = examples(3000, 9);
        ClassicalModel model = train(FEW, 5).model();

        assertThat(averagePrecision(model, test, 3)).isGreaterThan(0.95);
        assertThat(averagePrecision(model, test, 1)).isBetween(0.4, 0.8);
        assertThat(averagePrecision(model, test, 0)).isLessThan(0.3);
    }

    @Test
    void beginsAtTheRegressionInEveryLayer() {
        Examples test = examples(100, 9);
        ClassicalModel model = train(FEW, 5).model();
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
    void answersForAnExampleByTreesThatNeverSawIt() {
        TreeOptions toTheLast = new TreeOptions(40, 40, 40, 8, 0.5, 1, 1, 0, 256);
        Examples training = examples(600, 3);
        SplittableRandom random = new SplittableRandom(1);
        Examples coins = new Examples(4);
        for (int i = 0; i < training.size(); i++) {
            coins.add(training.vector(i), random.nextDouble() < 0.5, 1);
        }

        TreeTrainer.Result result = trainer(toTheLast, 5).train(coins, 1, coins);

        assertThat(averagePrecision(result.model(), coins, 3)).isGreaterThan(0.9);
        Scored unseen = new Scored();
        for (int i = 0; i < coins.size(); i++) {
            unseen.add(result.unseen().get(i)[3], coins.fraud(i), 1);
        }
        assertThat(Ranking.of(unseen).averagePrecision()).isLessThan(0.65);
    }

    @Test
    void copiesWhatXgboostGrew() {
        Examples examples = examples(2000, 3);
        int[] rows = IntStream.range(0, examples.size()).toArray();
        float[] logits = new float[rows.length];
        try (Boosting boosting =
                new Boosting(examples, rows, new int[] {0, 2}, logits, examples.balancedWeights(1), FEW, 1)) {
            boosting.grow(20);
            BoostedTrees trees = boosting.trees(20);
            float[] expected = boosting.logits();

            for (int row : rows) {
                assertThat(trees.addTo(0, examples.vector(row))).isEqualTo(expected[row]);
            }
            assertThat(boosting.trees(5).size()).isEqualTo(5);
        }
    }

    @Test
    void givesTheSameTreesForTheSameSeed() {
        float[][] unseen = train(FEW, 5).unseen().toArray(new float[0][]);

        assertThat(train(FEW, 5).unseen().toArray(new float[0][])).isDeepEqualTo(unseen);
        assertThat(train(FEW, 6).unseen().get(0)).isNotEqualTo(unseen[0]);
    }

    @Test
    void leavesTheRegressionAloneWhereNoTreeIsAllowed() {
        TreeTrainer.Result result = train(FEW.withMost(0), 5);

        assertThat(result.model().trees()).allMatch(trees -> trees.size() == 0);
        assertThat(result.unseen().get(0)).containsOnly(result.unseen().get(0)[0]);
    }

    private static TreeTrainer.Result train(TreeOptions options, long seed) {
        return trainer(options, seed).train(examples(3000, 3), 1, examples(3000, 4));
    }

    private static TreeTrainer trainer(TreeOptions options, long seed) {
        return new TreeTrainer(INPUTS, PLAIN, REGRESSION, options, seed, Progress.SILENT);
    }

    private static double averagePrecision(ClassicalModel model, Examples examples, int layer) {
        Scored scored = new Scored();
        float[] logits = new float[4];
        for (int i = 0; i < examples.size(); i++) {
            model.logits(examples.vector(i), examples.vector(i), logits);
            scored.add(logits[layer], examples.fraud(i), 1);
        }
        return Ranking.of(scored).averagePrecision();
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
