package io.nacre.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.model.Calibration;
import io.nacre.training.metrics.MetricsTest;
import io.nacre.training.metrics.ScoredLabels;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LogisticRegressionTest {

    @Test
    void findsTheLogOddsOfTwoGroups() {
        // x = 0: 1 fraud of 4; x = 1: 3 frauds of 4. So bias = ln(1/3), weight = ln 3 - ln(1/3).
        float[][] rows = {{0}, {0}, {1}, {1}};
        double[] targets = {1, 0, 1, 0};
        double[] weights = {1, 3, 3, 1};

        double[] solution = new LogisticRegression(0).fit(rows, targets, weights);

        assertThat(solution[1]).isCloseTo(-Math.log(3), within(1e-6));
        assertThat(solution[0]).isCloseTo(2 * Math.log(3), within(1e-6));
    }

    @Test
    void staysFiniteWhereTheGroupsCanBeSeparated() {
        double[] solution =
                new LogisticRegression(1).fit(new float[][] {{-1}, {1}}, new double[] {0, 1}, new double[] {1, 1});

        // The optimum w solves w = 2 (1 - sigmoid(w)).
        assertThat(solution[0]).isCloseTo(2 / (1 + Math.exp(solution[0])), within(1e-5));
        assertThat(solution[1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void findsTheWeightsThatMadeTheData() {
        SplittableRandom random = new SplittableRandom(1);
        float[][] rows = new float[20_000][3];
        double[] targets = new double[rows.length];
        double[] weights = new double[rows.length];
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < 3; i++) {
                rows[r][i] = (float) (random.nextDouble() * 4 - 2);
            }
            double z = 1.5 * rows[r][0] - 0.7 * rows[r][1] - 1;
            targets[r] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            weights[r] = 1;
        }

        double[] solution = new LogisticRegression(1).fit(rows, targets, weights);

        assertThat(solution).containsExactly(new double[] {1.5, -0.7, 0, -1}, within(0.1));
    }

    @Test
    void calibrationUndoesWhatWeightingDid() {
        ScoredLabels logits = new ScoredLabels();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 50_000; i++) {
            double truth = random.nextDouble() * 6 - 5;
            boolean fraud = random.nextDouble() < 1 / (1 + Math.exp(-truth));
            logits.add((truth + 2) / 0.5, fraud, 1);
        }

        Calibration calibration = PlattScaling.fit(logits);

        assertThat(calibration.slope()).isCloseTo(0.5, within(0.02));
        assertThat(calibration.intercept()).isCloseTo(-2, within(0.05));
    }

    @Test
    void leavesScoresAloneThatSayNothing() {
        assertThat(PlattScaling.fit(MetricsTest.scored(new double[] {1, 2}, true, false)))
                .isEqualTo(Calibration.NONE);
    }
}
