package io.nacre.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Model;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.sample.Examples;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Trees that read the first number, and a network that reads the second. */
final class EnsembleBlendTest {

    private static final Normalisation PLAIN = new Normalisation(new float[] {0, 0}, new float[] {1, 1});
    private static final ClassicalModel REGRESSION =
            new ClassicalModel(new int[] {0}, new float[] {0}, -1, List.of(BoostedTrees.NONE));
    private static final ClassicalModel TREES = REGRESSION.with(List.of(firstAboveZero()));

    /** h = relu(second number), z grows by 2 h. */
    private static final Cascade NETWORK = new Cascade(List.of(new CascadeLayer(0, 2, 1, new float[] {0, 1, 0, 2, 0})));

    @Test
    void usesTreesAloneIfTheNetworkIsRandom() {
        Model model = blended(1, 0);

        assertThat(model.cascade().stages().get(0).readoutBias()).isZero();
        assertThat(logit(model, 1, 1)).isEqualTo(logit(model, 1, 0)).isEqualTo(2);
    }

    @Test
    void usesOnlyTheNetworkIfTreesDoNotHelp() {
        Model model = blended(0, 1);

        assertThat(logit(model, 1, 1)).isEqualTo(logit(model, -1, 1)).isEqualTo(1);
    }

    @Test
    void blendsModelsThatCoverDifferentFrauds() {
        Model model = blended(0.5, 0.5);

        assertThat(logit(model, 1, 0)).isGreaterThan(logit(model, -1, 0));
        assertThat(logit(model, -1, 1)).isGreaterThan(logit(model, -1, 0));
    }

    @Test
    void usesTheDefaultShareWithoutFrauds() {
        Examples legitimate = new Examples(2);
        legitimate.add(new float[] {0, 0}, false, 1);

        Model model = new EnsembleBlend(PLAIN, TREES, REGRESSION, NETWORK, ProgressReporter.SILENT).of(legitimate);

        assertThat(logit(model, -1, 1)).isCloseTo(-1 + 0.2 * 2, within(1e-6));
    }

    /** Frauds are told by the first number, the second, or a mean of both. */
    private static Model blended(double first, double second) {
        SplittableRandom random = new SplittableRandom(5);
        Examples validation = new Examples(2);
        for (int i = 0; i < 2000; i++) {
            float[] vector = {random.nextBoolean() ? 1 : -1, random.nextInt(2)};
            double risk = first * (vector[0] > 0 ? 1 : 0) + second * vector[1];
            validation.add(vector, random.nextDouble() < 0.02 + 0.9 * risk, 1);
        }
        return new EnsembleBlend(PLAIN, TREES, REGRESSION, NETWORK, ProgressReporter.SILENT).of(validation);
    }

    private static double logit(Model model, float first, float second) {
        return new CompiledEngine(model).score(new float[] {first, second}).logits()[1];
    }

    private static BoostedTrees firstAboveZero() {
        BoostedTrees.Builder builder = new BoostedTrees.Builder();
        int low = builder.split(builder.tree(), 0, 0);
        builder.leaf(low, 0);
        builder.leaf(low + 1, 3);
        return builder.build();
    }
}
