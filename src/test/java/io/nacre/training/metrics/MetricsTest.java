package io.nacre.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

public final class MetricsTest {

    private static final double EXACT = 1e-12;

    @Test
    void agreesWithValuesComputedByHand() {
        ScoredLabels scoredLabels = scored(new double[] {0.9, 0.8, 0.7, 0.4, 0.1}, true, false, true, false, false);

        ThresholdCurve thresholdCurve = ThresholdCurve.of(scoredLabels);

        assertThat(thresholdCurve.aucRoc()).isCloseTo(5.0 / 6, within(EXACT));
        assertThat(thresholdCurve.averagePrecision()).isCloseTo(0.5 + 0.5 * 2 / 3, within(EXACT));
        assertThat(thresholdCurve.recallAt(0)).isEqualTo(0.5);
        assertThat(thresholdCurve.recallAt(0.34)).isEqualTo(1);
    }

    @Test
    void countsTiesAsOneStep() {
        ThresholdCurve thresholdCurve =
                ThresholdCurve.of(scored(new double[] {0.5, 0.5, 0.5, 0.2}, true, false, false, false));

        assertThat(thresholdCurve.steps()).hasSize(2);
        assertThat(thresholdCurve.aucRoc()).isCloseTo(2.0 / 3, within(EXACT));
        assertThat(thresholdCurve.averagePrecision()).isCloseTo(1.0 / 3, within(EXACT));
        assertThat(thresholdCurve.recallAt(0.5)).isZero();
    }

    /** By roc_auc_score and average_precision_score of scikit-learn 1.9.1, on scores of which most are tied. */
    @Test
    void agreesWithScikitLearnOnTies() {
        ScoredLabels tied = new ScoredLabels();
        ScoredLabels weighted = new ScoredLabels();
        for (int i = 0; i < 1_000; i++) {
            boolean fraud = i * i * 31 % 17 < 3;
            double score = (i * 7919 % 101 + (fraud ? 40 : 0)) / 20 / 8.0;
            tied.add(score, fraud, 1);
            weighted.add(score, fraud, 1 + i % 3);
        }

        assertThat(ThresholdCurve.of(tied).aucRoc()).isCloseTo(0.8202867486806319, within(EXACT));
        assertThat(ThresholdCurve.of(tied).averagePrecision()).isCloseTo(0.418820377335033, within(EXACT));
        assertThat(ThresholdCurve.of(weighted).aucRoc()).isCloseTo(0.819767703799818, within(EXACT));
        assertThat(ThresholdCurve.of(weighted).averagePrecision()).isCloseTo(0.4166188679000802, within(EXACT));
    }

    @Test
    void recallAtAPrecisionIsTheHighestThatKeepsIt() {
        ThresholdCurve thresholdCurve =
                ThresholdCurve.of(scored(new double[] {0.9, 0.8, 0.7, 0.6, 0.5}, true, false, true, true, false));

        assertThat(thresholdCurve.recallAtPrecision(0.75)).isEqualTo(1);
        assertThat(thresholdCurve.recallAtPrecision(0.8)).isCloseTo(1.0 / 3, within(EXACT));
        assertThat(ThresholdCurve.of(scored(new double[] {0.9, 0.8}, false, true))
                        .recallAtPrecision(0.8))
                .isZero();
    }

    @Test
    void aWeightCountsAsSoManyTransactions() {
        ScoredLabels weighted = new ScoredLabels();
        weighted.add(0.9, true, 1);
        weighted.add(0.5, false, 2);
        weighted.add(0.3, true, 1);
        ScoredLabels written = scored(new double[] {0.9, 0.5, 0.5, 0.3}, true, false, false, true);

        assertThat(Metrics.of(weighted)).isEqualTo(Metrics.of(written));
    }

    @Test
    void measuresProbabilities() {
        Metrics metrics = Metrics.of(scored(new double[] {0.95, 0.65, 0.15, 0.05}, true, false, false, false));

        assertThat(metrics.brier()).isCloseTo((0.0025 + 0.4225 + 0.0225 + 0.0025) / 4, within(EXACT));
        assertThat(metrics.calibrationError()).isCloseTo((0.05 + 0.65 + 0.15 + 0.05) / 4, within(EXACT));
    }

    @Test
    void isNaNWithoutFraud() {
        assertThat(Metrics.of(scored(new double[] {0.5, 0.4}, false, false)).aucRoc())
                .isNaN();
        assertThat(Metrics.of(new ScoredLabels()).brier()).isNaN();
    }

    @Test
    void cardPrecisionBlocksTheCardsItFound() {
        CardPrecision precision = new CardPrecision(2, 1);
        precision.add(0, "a", new double[] {0.2}, false);
        precision.add(0, "a", new double[] {0.9}, true);
        precision.add(0, "b", new double[] {0.8}, false);
        precision.add(0, "c", new double[] {0.7}, true);
        precision.add(1, "a", new double[] {0.9}, true);
        precision.add(1, "c", new double[] {0.5}, true);
        precision.add(1, "d", new double[] {0.4}, true);
        precision.add(1, "b", new double[] {0.3}, false);

        // Day 0: a of (a, b); day 1, a being blocked: c and d of (c, d).
        assertThat(precision.mean(0)).isCloseTo((0.5 + 1) / 2, within(EXACT));
    }

    public static ScoredLabels scored(double[] scores, boolean... frauds) {
        ScoredLabels scoredLabels = new ScoredLabels();
        for (int i = 0; i < scores.length; i++) {
            scoredLabels.add(scores[i], frauds[i], 1);
        }
        return scoredLabels;
    }
}
