package io.nacre.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence from one test: accounts are drawn anew, as many as there are, and all is measured again. Accounts and not
 * transactions, because one account's frauds come together. Always the same draws, so that columns can be compared.
 */
final class Bootstrap {

    private static final int RESAMPLES = 200;
    private static final long SEED = 42;

    private Bootstrap() {}

    /**
     * The intervals of every column.
     *
     * @param last the column of the bundle's final score, which the others are compared with
     */
    static List<Intervals> of(ScoreTable table, int last) {
        List<Resample> columns = new ArrayList<>();
        List<Resample.Figures[]> figures = new ArrayList<>();
        for (int column = 0; column < table.columns(); column++) {
            columns.add(new Resample(table.column(column)));
            figures.add(new Resample.Figures[RESAMPLES]);
        }
        int[] accounts = table.accounts();
        int[] copies = new int[Arrays.stream(accounts).max().orElse(-1) + 1];
        SplittableRandom random = new SplittableRandom(SEED);
        for (int b = 0; b < RESAMPLES; b++) {
            draw(copies, random);
            for (int column = 0; column < columns.size(); column++) {
                figures.get(column)[b] = columns.get(column).measure(copies, accounts);
            }
        }
        return figures.stream().map(each -> intervals(each, figures.get(last))).toList();
    }

    private static void draw(int[] copies, SplittableRandom random) {
        Arrays.fill(copies, 0);
        for (int i = 0; i < copies.length; i++) {
            copies[random.nextInt(copies.length)]++;
        }
    }

    private static Intervals intervals(Resample.Figures[] figures, Resample.Figures[] last) {
        double[] lead = new double[figures.length];
        Arrays.setAll(lead, b -> last[b].averagePrecision() - figures[b].averagePrecision());
        return new Intervals(
                interval(figures, Resample.Figures::aucRoc),
                interval(figures, Resample.Figures::averagePrecision),
                interval(figures, Resample.Figures::recallAtOnePercent),
                interval(figures, Resample.Figures::recallAtOnePerMille),
                Interval.of(lead));
    }

    private static Interval interval(Resample.Figures[] figures, ToDoubleFunction<Resample.Figures> figure) {
        return Interval.of(Arrays.stream(figures).mapToDouble(figure).toArray());
    }
}
