package io.nacre.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.layer.Layers;
import io.nacre.model.TestBundles;
import io.nacre.model.bundle.Bundle;
import io.nacre.model.engine.Engine;
import io.nacre.model.engine.EngineKind;
import io.nacre.training.metrics.Interval;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PromotionGateTest {

    private static final Bundle GOOD = TestBundles.catalogueBundle();
    private static final Bundle OTHER = TestBundles.anotherCatalogueBundle();

    @Test
    void letsNoBundlePassThatRanksWorse() {
        PromotionGate.GateResult worse = gate(GOOD, OTHER, 500).result(0.005);
        PromotionGate.GateResult better = gate(OTHER, GOOD, 500).result(0.005);

        assertThat(worse.passes()).isFalse();
        assertThat(worse.toString())
                .contains(
                        "average precision 0.",
                        "instead of 1.0000 (-0.",
                        "with 95 % confidence -0.",
                        "on 500 transactions with ");
        assertThat(better.passes()).isTrue();
        assertThat(better.challenger()).isEqualTo(worse.champion());
        assertThat(gate(GOOD, GOOD, 500).result(0).passes()).isTrue();
    }

    @Test
    void aLossThatIsCertainIsNotToleratedAndOneThatMayBeChanceIs() {
        Interval certain = new Interval(-0.004, -0.001);
        Interval chance = new Interval(-0.009, 0.004);

        assertThat(ruling(-0.003, certain).passes()).isFalse();
        assertThat(ruling(-0.003, chance).passes()).isTrue();
        assertThat(ruling(-0.006, chance).passes()).isFalse();
        assertThat(ruling(0.003, new Interval(0.001, 0.005)).passes()).isTrue();
    }

    private static PromotionGate.GateResult ruling(double lead, Interval interval) {
        return new PromotionGate.GateResult(1_000, 100, 0.9, 0.9 + lead, 0.9, 0.9, interval, 0.005);
    }

    @Test
    void needsEnoughFrauds() {
        PromotionGate.GateResult few = gate(OTHER, GOOD, 20).result(0.005);

        assertThat(few.passes()).isFalse();
        assertThat(few.toString()).contains("too few to compare");
    }

    /** What the good one finds suspicious is fraud. */
    private static PromotionGate gate(Bundle champion, Bundle challenger, int rows) {
        PromotionGate promotionGate = new PromotionGate(champion, challenger);
        Engine truth = GOOD.engine(EngineKind.COMPILED);
        double[] scores = new double[rows];
        float[][] vectors = new float[rows][];
        for (int i = 0; i < rows; i++) {
            vectors[i] = vector(i);
            scores[i] = truth.score(vectors[i]).score();
        }
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        double limit = sorted[rows * 9 / 10];
        for (int i = 0; i < rows; i++) {
            promotionGate.add(vectors[i], scores[i] >= limit, "acct-" + i % 50, i);
        }
        return promotionGate;
    }

    private static float[] vector(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[Layers.width()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }
}
