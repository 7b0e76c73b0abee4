package io.nacre.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplainerTest {

    /** Each layer passes on the sum of what is above the mean; ip weighs most. */
    private static final Model MODEL = new Model(
            new Normalisation(new float[7], new float[] {1, 1, 1, 1, 1, 1, 1}),
            new ClassicalModel(
                    new int[0], new float[0], -3, List.of(BoostedTrees.NONE, BoostedTrees.NONE, BoostedTrees.NONE)),
            new Cascade(List.of(
                    new Stage(0, 2, 1, new float[] {1, 1, 0, 1, 0}),
                    new Stage(1, 4, 1, new float[] {0, 1, 0, 3, -1, 0, 1, 0}),
                    new Stage(1, 1, 1, new float[] {0, 1, 0, -1, 0}))),
            Calibration.NONE);

    private final Explainer explainer = new Explainer(MadeUp.INPUTS, MODEL);

    @Test
    void namesTheFeaturesWithoutWhichTheScoreWouldFallMost() {
        float[] vector = {0.5f, 1, 1, 1, 2, 1, 5};

        List<Reason> reasons = explainer.reasons(vector, new CompiledEngine(MODEL).score(vector));

        assertThat(reasons)
                .containsExactly(
                        new Reason("IP_DISTANCE_KM", "ip.distance_km", 2, 0, 5),
                        new Reason("AMOUNT_ROUND", "amount.round", 1, 0, 1),
                        new Reason("IP_RISK", "ip.risk", 1, 0, 1),
                        new Reason("AMOUNT_LOG", "amount.log", 0.5, 0, 0.5));
    }

    @Test
    void namesTheLackOfAnInputWhereThatIsTheReason() {
        Model unknownWeighs = new Model(
                new Normalisation(new float[] {0, 0, 0, 1, 0, 1, 0}, new float[] {1, 1, 1, 1, 1, 1, 1}),
                MODEL.classical(),
                MODEL.cascade(),
                Calibration.NONE);
        float[] vector = {0, 0, 0, 1, 0, 0, 0};

        List<Reason> reasons = new Explainer(MadeUp.INPUTS, unknownWeighs)
                .reasons(vector, new CompiledEngine(unknownWeighs).score(vector));

        assertThat(reasons).containsExactly(new Reason("IP_DISTANCE_KM_UNKNOWN", "ip.distance_km?", 0, 1, 1));
    }

    @Test
    void knowsWhichLayersHadNoInput() {
        assertThat(explainer.degradedLayers(new float[] {0, 0, 0, 0, 0, 0, 0})).containsExactly("ip");
        assertThat(explainer.degradedLayers(new float[] {0, 0, 0, 0, 3, 1, 0})).isEmpty();
    }
}
