package io.nacre.training.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Bootstrap confidence intervals over accounts: each resample draws accounts with replacement. It draws accounts, not
 * transactions, because the frauds of one account are correlated. All columns use the same resamples, so that they can
 * be compared.
 */
public final class Bootstrap {

    private static final int RESAMPLES = 200;
    private static final long SEED = 42;

    private Bootstrap() {}

    /**
     * The intervals of all columns.
     *
     * @param last the column of the final score, the reference for the others
     */
    public static List<MetricIntervals> of(HoldoutScores table, int last) {
        int[] accounts = table.accounts();
        List<BootstrapMetrics.Figures[]> figures = new ArrayList<>();
        for (int column = 0; column < table.columns(); column++) {
            figures.add(figures(new BootstrapMetrics(table.column(column), accounts)));
        }
        return figures.stream().map(each -> intervals(each, figures.get(last))).toList();
    }

    /** Repeats the same resamples for each column. A ranking of a long test is large, so only one is in memory. */
    private static BootstrapMetrics.Figures[] figures(BootstrapMetrics column) {
        int[] copies = new int[column.accounts()];
        SplittableRandom random = new SplittableRandom(SEED);
        BootstrapMetrics.Figures[] figures = new BootstrapMetrics.Figures[RESAMPLES];
        for (int b = 0; b < RESAMPLES; b++) {
            resample(copies, random);
            figures[b] = column.measure(copies);
        }
        return figures;
    }

    private static void resample(int[] copies, SplittableRandom random) {
        Arrays.fill(copies, 0);
        for (int i = 0; i < copies.length; i++) {
            copies[random.nextInt(copies.length)]++;
        }
    }

    private static MetricIntervals intervals(BootstrapMetrics.Figures[] figures, BootstrapMetrics.Figures[] last) {
        double[] lead = new double[figures.length];
        Arrays.setAll(lead, b -> last[b].averagePrecision() - figures[b].averagePrecision());
        return new MetricIntervals(
                interval(figures, BootstrapMetrics.Figures::aucRoc),
                interval(figures, BootstrapMetrics.Figures::averagePrecision),
                interval(figures, BootstrapMetrics.Figures::recallAtOnePercent),
                interval(figures, BootstrapMetrics.Figures::recallAtOnePerMille),
                Interval.of(lead));
    }

    private static Interval interval(
            BootstrapMetrics.Figures[] figures, ToDoubleFunction<BootstrapMetrics.Figures> figure) {
        return Interval.of(Arrays.stream(figures).mapToDouble(figure).toArray());
    }
}
