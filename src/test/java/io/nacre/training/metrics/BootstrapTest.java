package io.nacre.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BootstrapTest {

    private static final double EXACT = 1e-12;

    @Test
    void everyAccountDrawnOnceMeasuresWhatTheRankingMeasures() {
        ScoredLabels scoredLabels = table(400, 7).column(0);
        int[] once = new int[400];
        Arrays.fill(once, 1);

        BootstrapMetrics.Figures figures = new BootstrapMetrics(scoredLabels, accountEach(400)).measure(once);

        Metrics metrics = Metrics.of(scoredLabels);
        assertThat(figures.aucRoc()).isCloseTo(metrics.aucRoc(), within(EXACT));
        assertThat(figures.averagePrecision()).isCloseTo(metrics.averagePrecision(), within(EXACT));
        assertThat(figures.recallAtOnePercent()).isCloseTo(metrics.recallAtOnePercent(), within(EXACT));
        assertThat(figures.recallAtOnePerMille()).isCloseTo(metrics.recallAtOnePerMille(), within(EXACT));
    }

    @Test
    void anAccountDrawnTwiceCountsTwice() {
        ScoredLabels scoredLabels = MetricsTest.scored(new double[] {0.9, 0.6, 0.5, 0.2}, true, false, true, false);
        ScoredLabels written = new ScoredLabels();
        written.add(0.9, true, 2);
        written.add(0.6, false, 1);
        written.add(0.5, true, 2);

        BootstrapMetrics.Figures figures =
                new BootstrapMetrics(scoredLabels, new int[] {0, 1, 0, 2}).measure(new int[] {2, 1, 0});

        assertThat(figures.aucRoc()).isCloseTo(Metrics.of(written).aucRoc(), within(EXACT));
        assertThat(figures.averagePrecision()).isCloseTo(Metrics.of(written).averagePrecision(), within(EXACT));
    }

    @Test
    void moreAccountsMakeNarrowerIntervalsAroundTheFigure() {
        HoldoutScores few = table(300, 1);
        HoldoutScores many = table(6000, 1);

        Interval wide = Bootstrap.of(few, 0).get(0).averagePrecision();
        Interval narrow = Bootstrap.of(many, 0).get(0).averagePrecision();

        double figure = Metrics.of(many.column(0)).averagePrecision();
        assertThat(figure).isBetween(narrow.low(), narrow.high());
        assertThat(narrow.high() - narrow.low()).isLessThan((wide.high() - wide.low()) / 2);
    }

    @Test
    void distinguishesABetterScorerFromAnEqualOne() {
        HoldoutScores table = new HoldoutScores(3);
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 1000; i++) {
            boolean fraud = random.nextInt(20) == 0;
            double good = random.nextDouble() + (fraud ? 0.8 : 0);
            table.add(row("a" + i, fraud), new double[] {good, random.nextDouble(), good});
        }

        List<MetricIntervals> intervals = Bootstrap.of(table, 0);

        assertThat(intervals.get(1).lead().low()).isGreaterThan(0.2);
        assertThat(intervals.get(2).lead()).isEqualTo(new Interval(0, 0));
    }

    private static HoldoutScores table(int accounts, long seed) {
        HoldoutScores table = new HoldoutScores(1);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < accounts; i++) {
            boolean fraud = random.nextInt(20) == 0;
            // Rounded, so that there are ties.
            double score = Math.round(50 * (random.nextDouble() + (fraud ? 0.4 : 0))) / 100.0;
            table.add(row("a" + i, fraud), new double[] {score});
        }
        return table;
    }

    private static int[] accountEach(int rows) {
        int[] accounts = new int[rows];
        Arrays.setAll(accounts, i -> i);
        return accounts;
    }

    static HoldoutTransaction row(String account, boolean fraud) {
        return new HoldoutTransaction(0, account, 1, fraud, "DE", 10);
    }
}
