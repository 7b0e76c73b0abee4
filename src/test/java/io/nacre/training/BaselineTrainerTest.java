package io.nacre.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.model.BoostedTrees;
import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.engine.CascadeGraph;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.evaluate.BaselineScorer;
import io.nacre.training.fit.NetworkOptions;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.learning.config.NoOp;

@Tag("training")
final class BaselineTrainerTest {

    private static final FeatureLayout INPUTS = new FeatureLayout(List.of(
            new FeatureLayout.Group("amount", List.of("amount.log")),
            new FeatureLayout.Group("ip", List.of("ip.risk")),
            new FeatureLayout.Group("credit", List.of("credit.score", "credit.score?"))));

    /** The address layer is said to remember. */
    private static final boolean[] MOMENTARY = {true, false, true, true};

    private final Examples training = examples(2000, 1);
    private final Examples validation = examples(1000, 2);

    @Test
    void trainsNoBaselineByDefault() {
        assertThat(rivals(BaselineSelection.NONE)).isEmpty();
    }

    @Test
    void treesAndAFlatNetworkLearnFromTheWholeVector() {
        List<BaselineScorer> rivals = rivals(BaselineSelection.MODELS);

        assertThat(rivals).extracting(BaselineScorer::name).containsExactly("xgboost", "xgboost-raw", "flat-network");
        assertThat(averagePrecision(rivals.get(0))).isGreaterThan(0.9);
        assertThat(averagePrecision(rivals.get(2))).isGreaterThan(0.7);
    }

    @Test
    void rawTreesReadOnlyWhatNeedsNoMemory() {
        BaselineScorer raw = rivals(BaselineSelection.MODELS).get(1);
        double some = raw.score().applyAsDouble(new float[] {0.9f, -1, 0, 0});

        assertThat(raw.score().applyAsDouble(new float[] {0.9f, 1, 0, 0})).isEqualTo(some);
        assertThat(raw.score().applyAsDouble(new float[] {0, -1, 0, 0})).isNotEqualTo(some);
    }

    @Test
    void leavesOutEachLayerThatVaries() {
        List<Examples> given = new ArrayList<>();
        BaselineTrainer baselineTrainer = new BaselineTrainer(
                INPUTS, options(BaselineSelection.LAYERS), training, validation, MOMENTARY, ProgressReporter.SILENT);

        List<BaselineScorer> all = baselineTrainer.of(untaught(), (rows, later) -> {
            given.add(rows);
            given.add(later);
            return untaught();
        });

        // Credit is the same for all, so that nothing can be lost with it.
        assertThat(all)
                .extracting(BaselineScorer::name)
                .containsExactly("xgboost", "xgboost-raw", "flat-network", "without-amount", "without-ip");
        assertThat(given).hasSize(4).allMatch(examples -> examples.fraudCount() > 0);
        assertThat(given.get(2).vector(7)).containsExactly(training.vector(7)[0], 0, 0, 0);
        assertThat(given.get(1).vector(7)).containsExactly(0, validation.vector(7)[1], 0, 0);
    }

    private List<BaselineScorer> rivals(BaselineSelection selection) {
        return new BaselineTrainer(INPUTS, options(selection), training, validation, MOMENTARY, ProgressReporter.SILENT)
                .of(untaught(), (rows, later) -> untaught());
    }

    private double averagePrecision(BaselineScorer baselineScorer) {
        ScoredLabels scoredLabels = new ScoredLabels();
        Examples test = examples(1000, 3);
        for (int i = 0; i < test.size(); i++) {
            scoredLabels.add(baselineScorer.score().applyAsDouble(test.vector(i)), test.fraud(i), 1);
        }
        return ThresholdCurve.of(scoredLabels).averagePrecision();
    }

    private Model untaught() {
        int[] widths = INPUTS.widths();
        Cascade cascade = CascadeGraph.untrained(widths, new int[] {8, 8, 8}, new double[] {1, 1, 1}, 1, new NoOp(), 0)
                .cascade();
        Normalisation normalisation = training.normalisation(1);
        ClassicalModel nothing =
                new ClassicalModel(new int[0], new float[0], 0, Collections.nCopies(3, BoostedTrees.NONE));
        return new Model(normalisation, nothing, cascade, Calibration.NONE);
    }

    private static TrainingOptions options(BaselineSelection selection) {
        return TrainingOptions.DEFAULT
                .with(new NetworkOptions(8, 12, 12, 64, 0.01, 1e-5, 0, 0.3))
                .withFraudFactor(1)
                .with(TrainingEvaluationOptions.DEFAULT.with(selection));
    }

    /** Fraud where the amount is very high or very low and the address is risky, which no line tells. */
    private static Examples examples(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Examples examples = new Examples(4);
        for (int i = 0; i < count; i++) {
            float amount = (float) (random.nextDouble() * 2 - 1);
            float ip = (float) (random.nextDouble() * 2 - 1);
            examples.add(new float[] {amount, ip, 0, 0}, Math.abs(amount) > 0.5 && ip > 0, 1);
        }
        return examples;
    }
}
