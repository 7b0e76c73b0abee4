package io.nacre.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.engine.CascadeGraph;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.Examples;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.learning.config.Sgd;

@Tag("training")
final class CascadeTrainerTest {

    private static final FeatureLayout INPUTS = new FeatureLayout(List.of(
            new FeatureLayout.Group("amount", List.of("amount.log", "amount.round")),
            new FeatureLayout.Group("ip", List.of("ip.risk", "ip.risk?")),
            new FeatureLayout.Group("time", List.of("time.hour"))));

    private static final Normalisation PLAIN =
            new Normalisation(new float[] {0, 0, 0, 0.5f, 0}, new float[] {1, 1, 1, 2, 1});

    private static final ClassicalModel CLASSICAL = new ClassicalModel(
            new int[] {0}, new float[] {0.5f}, -2, List.of(BoostedTrees.NONE, BoostedTrees.NONE, BoostedTrees.NONE));

    private static final NetworkOptions FEW = new NetworkOptions(8, 15, 15, 128, 0.01, 1e-5, 0.05, 0.3);

    @Test
    void learnsAPatternThatNoLineSeparates() {
        CascadeTrainer.Result result = train(7, 12);

        List<CascadeTrainer.Epoch> epochs = result.epochs();
        double classical = epochs.get(0).averagePrecision();
        double best = epochs.stream()
                .mapToDouble(CascadeTrainer.Epoch::averagePrecision)
                .max()
                .orElseThrow();
        assertThat(classical).isLessThan(0.4);
        assertThat(best).isGreaterThan(0.85);
    }

    @Test
    void givesTheSameNetworkForTheSameSeed() {
        assertThat(train(7, 3).epochs()).isEqualTo(train(7, 3).epochs());
        assertThat(train(8, 3).epochs()).isNotEqualTo(train(7, 3).epochs());
    }

    @Test
    void usesTransactionAndLayerWeights() {
        int[] widths = INPUTS.widths();
        CascadeGraph network =
                CascadeGraph.untrained(widths, new int[] {3, 3, 3}, new double[] {0.3, 0.3, 1}, 1, new Sgd(1), 0);
        Examples examples = new Examples(5);
        examples.add(new float[] {1, 0, 0, 0, 0}, true, 1);
        examples.add(new float[] {-1, 0, 0, 0, 0}, false, 5);
        NetworkOptions options = new NetworkOptions(3, 1, 1, 2, 1, 0, 0, 0.3);

        List<float[]> basis =
                List.of(new float[] {-1.5f, -1.5f, -1.5f, -1.5f}, new float[] {-2.5f, -2.5f, -2.5f, -2.5f});
        MultiDataSet batch = new CascadeDataSets(INPUTS, PLAIN, basis, options, examples, 3).get(0);
        double score = network.graph().score(batch);
        network.graph().fit(batch);

        // Weights 3 and 5 become 0.75 and 1.25. The network adds nothing yet, so p = sigmoid(basis) after every layer.
        double surplus = (0.75 * (sigmoid(-1.5) - 1) + 1.25 * sigmoid(-2.5)) / 2;
        double loss = -(0.75 * Math.log(sigmoid(-1.5)) + 1.25 * Math.log(sigmoid(2.5))) / 2 * 1.6;
        assertThat(score).isCloseTo(loss, within(1e-5));
        assertThat(readoutBias(network.cascade(), 2)).isCloseTo(-surplus, within(1e-5));
        assertThat(readoutBias(network.cascade(), 0)).isCloseTo(-surplus * 1.6, within(1e-5));
    }

    private static CascadeTrainer.Result train(long seed, int epochs) {
        NetworkOptions options = FEW.withEpochs(epochs);
        CascadeTrainer trainer = new CascadeTrainer(INPUTS, PLAIN, CLASSICAL, options, seed, ProgressReporter.SILENT);
        Examples training = examples(3000, 3);
        return trainer.train(training, 2, examples(2000, 4));
    }

    /** Fraud where amount and ip are both high or both low, at night. */
    private static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = new Examples(5);
        for (int i = 0; i < count; i++) {
            float amount = (float) (random.nextDouble() * 2 - 1);
            float ip = (float) (random.nextDouble() * 2 - 1);
            float hour = (float) (random.nextDouble() * 2 - 1);
            boolean fraud = amount * ip > 0.1 && hour > 0;
            examples.add(new float[] {amount, 0, ip, 1, hour}, fraud, 1);
        }
        return examples;
    }

    private static double readoutBias(Cascade cascade, int layer) {
        return cascade.stages().get(layer).readoutBias();
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}
