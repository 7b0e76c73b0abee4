package io.nacre.model.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.CascadeLayer;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.TestBundles;
import io.nacre.model.Trail;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplainerTest {

    /** Each layer passes on the sum of what is above the mean; ip weighs most. */
    private static final Model MODEL = new Model(
            new Normalisation(new float[7], new float[] {1, 1, 1, 1, 1, 1, 1}),
            new ClassicalModel(
                    new int[0], new float[0], -3, List.of(BoostedTrees.NONE, BoostedTrees.NONE, BoostedTrees.NONE)),
            new Cascade(List.of(
                    new CascadeLayer(0, 2, 1, new float[] {1, 1, 0, 1, 0}),
                    new CascadeLayer(1, 4, 1, new float[] {0, 1, 0, 3, -1, 0, 1, 0}),
                    new CascadeLayer(1, 1, 1, new float[] {0, 1, 0, -1, 0}))),
            Calibration.NONE);

    private static final BoostedTrees NO_TREES = BoostedTrees.NONE;

    private final Explainer explainer = new Explainer(TestBundles.INPUTS, MODEL);

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
    void namesThreeAtLeastWhereThatManyWeighAnything() {
        Model onlyOneLayer = new Model(
                MODEL.normalisation(),
                new ClassicalModel(new int[0], new float[0], -3, List.of(NO_TREES, NO_TREES)),
                new Cascade(List.of(
                        new CascadeLayer(0, 3, 1, new float[] {3, 2, 1, 0, 1, 0}),
                        new CascadeLayer(1, 4, 1, new float[] {1, 0, 0, 0, 0, 0, 0, 0}))),
                Calibration.NONE);
        FeatureLayout featureLayout = new FeatureLayout(List.of(
                new FeatureLayout.Group("amount", List.of("amount.a", "amount.b", "amount.c")),
                new FeatureLayout.Group("ip", List.of("ip.d", "ip.e", "ip.f", "ip.g"))));
        float[] vector = {1, 1, 1, 0, 0, 0, 0};

        List<Reason> reasons = new Explainer(featureLayout, onlyOneLayer)
                .reasons(vector, new CompiledEngine(onlyOneLayer).score(vector));

        assertThat(reasons).extracting(Reason::feature).containsExactly("amount.a", "amount.b", "amount.c");
    }

    @Test
    void namesFiveAtMost() {
        FeatureLayout featureLayout = TestBundles.inputs(2, 2, 2, 2);
        Model model = TestBundles.model(featureLayout, 6, 3);
        for (float[] vector : TestBundles.vectors(8, 200, 11)) {
            assertThat(new Explainer(featureLayout, model).reasons(vector, new CompiledEngine(model).score(vector)))
                    .hasSizeLessThanOrEqualTo(5);
        }
    }

    /** In a vector of the whole catalogue, of an account that pays 20 and now 2,000. */
    @Test
    void replacesOnlyValuesUnusualForTheAccount() {
        FeatureLayout featureLayout = FeatureLayout.catalogue();
        Model model = TestBundles.model(featureLayout, 6, 3);
        float[] vector = new float[featureLayout.width()];
        set(vector, "history.payments", Math.log1p(212));
        set(vector, "amount.log", Math.log1p(2_000));
        set(vector, "amount.to_mean", Math.log(2_001 / 21.0));
        set(vector, "amount.to_mean?", 1);
        int amount = featureLayout.features().indexOf("amount.log");
        float[] usual = vector.clone();
        usual[amount] = (float) Math.log1p(20);
        Engine engine = new CompiledEngine(model);
        double expected = logit(engine, vector) - logit(engine, usual);

        assertThat(new Explainer(featureLayout, model).weight(vector, engine.score(vector), amount))
                .isCloseTo(expected, within(1e-4));
    }

    @Test
    void usesTheAccountsOwnBaseline() {
        FeatureLayout featureLayout = FeatureLayout.catalogue();
        float[] vector = new float[featureLayout.width()];
        set(vector, "history.payments", Math.log1p(212));
        set(vector, "amount.log", Math.log1p(950));
        set(vector, "amount.to_mean", Math.log(951 / 32.2));
        set(vector, "amount.to_mean?", 1);
        Model amountWeighs = amountWeighs(featureLayout);

        Reason told = new Explainer(featureLayout, amountWeighs)
                .reasons(vector, new CompiledEngine(amountWeighs).score(vector))
                .get(0);

        assertThat(told.code()).isEqualTo("AMOUNT_LOG");
        assertThat(told.description())
                .isEqualTo(
                        "the amount: 950.00 in the payment's currency; this account usually pays 31.20, over 212 payments");
        assertThat(told.baseline()).isCloseTo(Math.log1p(31.2), within(1e-4));
        assertThat(told.contribution()).isCloseTo(Math.log(951 / 32.2), within(1e-4));
        assertThat(told.saysMore()).isTrue();
    }

    /** The logit grows with the amount, and nothing else counts. */
    private static Model amountWeighs(FeatureLayout featureLayout) {
        float[] ones = new float[featureLayout.width()];
        Arrays.fill(ones, 1);
        List<CascadeLayer> stages = new ArrayList<>();
        for (int width : featureLayout.widths()) {
            int previous = stages.isEmpty() ? 0 : 1;
            stages.add(new CascadeLayer(previous, width, 1, new float[CascadeLayer.length(previous, width, 1)]));
        }
        int amount = featureLayout.features().indexOf("amount.log");
        return new Model(
                new Normalisation(new float[featureLayout.width()], ones),
                new ClassicalModel(
                        new int[] {amount}, new float[] {1}, -3, Collections.nCopies(stages.size(), NO_TREES)),
                new Cascade(stages),
                Calibration.NONE);
    }

    private static void set(float[] vector, String feature, double value) {
        vector[FeatureLayout.catalogue().features().indexOf(feature)] = (float) value;
    }

    private static double logit(Engine engine, float[] vector) {
        Trail trail = engine.score(vector);
        return trail.logits()[trail.layers()];
    }

    @Test
    void namesTheLackOfAnInputWhereThatIsTheReason() {
        Model unknownWeighs = new Model(
                new Normalisation(new float[] {0, 0, 0, 1, 0, 1, 0}, new float[] {1, 1, 1, 1, 1, 1, 1}),
                MODEL.classical(),
                MODEL.cascade(),
                Calibration.NONE);
        float[] vector = {0, 0, 0, 1, 0, 0, 0};

        List<Reason> reasons = new Explainer(TestBundles.INPUTS, unknownWeighs)
                .reasons(vector, new CompiledEngine(unknownWeighs).score(vector));

        assertThat(reasons).containsExactly(new Reason("IP_DISTANCE_KM_UNKNOWN", "ip.distance_km?", 0, 1, 1));
    }

    @Test
    void reportsLayersWithoutInput() {
        assertThat(explainer.degradedLayers(new float[] {0, 0, 0, 0, 0, 0, 0})).containsExactly("ip");
        assertThat(explainer.degradedLayers(new float[] {0, 0, 0, 0, 3, 1, 0})).isEmpty();
    }
}
