package io.nacre.training.inspect;

import io.nacre.training.csv.CellReader;
import io.nacre.training.csv.NumberSyntax;
import io.nacre.training.csv.Row;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Searches for leaks in a sample of frauds and legitimate rows. The AUC does not depend on their proportion. */
final class LeakageDetector {

    /** Columns above this AUC are suspect. */
    static final double SUSPECT_AUC = 0.99;

    /** With fewer rows of either label, a high AUC may be random. */
    static final int MIN_ROWS = 20;

    /** Prior rows of each fraud rate, for smoothing. */
    private static final double PRIOR_ROWS = 2;

    private final NumberSyntax numbers;
    private final ReservoirSample frauds;
    private final ReservoirSample others;

    LeakageDetector(int capacity, NumberSyntax numbers) {
        this.numbers = numbers;
        frauds = new ReservoirSample(capacity);
        others = new ReservoirSample(capacity);
    }

    void observe(Row row, boolean fraud) {
        (fraud ? frauds : others).add(row);
    }

    boolean hasEnoughLabels() {
        return frauds.rows().size() >= MIN_ROWS && others.rows().size() >= MIN_ROWS;
    }

    /** The leak with the highest AUC of this column. */
    LabelLeak findLeak(String name, CellReader<String> column) {
        Sample sample = new Sample(texts(frauds, column), texts(others, column));
        return Stream.of(
                        new LabelLeak(name, byPresence(sample), LabelLeak.Sign.PRESENCE),
                        new LabelLeak(name, byOrder(sample), LabelLeak.Sign.ORDER),
                        new LabelLeak(name, byValue(sample), LabelLeak.Sign.VALUE))
                .reduce((left, right) -> right.auc() > left.auc() ? right : left)
                .orElseThrow();
    }

    private static List<String> texts(ReservoirSample rows, CellReader<String> column) {
        return rows.rows().stream().map(row -> orEmpty(column.from(row))).toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static double byPresence(Sample sample) {
        return eitherWay(sample.auc(0, 1, text -> text.isEmpty() ? 0 : 1));
    }

    /** Texts that are not numbers are tried at both ends. */
    private double byOrder(Sample sample) {
        double low = eitherWay(sample.auc(0, 1, text -> numberOr(Double.NEGATIVE_INFINITY, text)));
        double high = eitherWay(sample.auc(0, 1, text -> numberOr(Double.POSITIVE_INFINITY, text)));
        return Math.max(low, high);
    }

    /**
     * The AUC of the fraud rate of each value: estimated on one half, measured on the other. A unique id has no
     * information.
     */
    private static double byValue(Sample sample) {
        Map<String, double[]> odd = sample.rates(1);
        Map<String, double[]> even = sample.rates(0);
        return (sample.auc(0, 2, text -> rate(odd, text)) + sample.auc(1, 2, text -> rate(even, text))) / 2;
    }

    private static double rate(Map<String, double[]> rates, String text) {
        double[] counts = rates.getOrDefault(text, new double[2]);
        return (counts[1] + PRIOR_ROWS / 2) / (counts[0] + counts[1] + PRIOR_ROWS);
    }

    private double numberOr(double none, String text) {
        double number = text.isEmpty() ? Double.NaN : numbers.valueOf(text);
        return Double.isNaN(number) ? none : number;
    }

    private static double eitherWay(double auc) {
        return Math.max(auc, 1 - auc);
    }

    /** The texts of one column, in the random order of the reservoir. */
    private record Sample(List<String> frauds, List<String> others) {

        /** Scores a text. */
        private interface Score {
            double of(String text);
        }

        double auc(int first, int step, Score score) {
            ScoredLabels scoredLabels = new ScoredLabels();
            for (int i = first; i < frauds.size(); i += step) {
                scoredLabels.add(score.of(frauds.get(i)), true, 1);
            }
            for (int i = first; i < others.size(); i += step) {
                scoredLabels.add(score.of(others.get(i)), false, 1);
            }
            return ThresholdCurve.of(scoredLabels).aucRoc();
        }

        /** The weighted legitimate and fraud rows of each value in one half; both labels have the same total weight. */
        Map<String, double[]> rates(int first) {
            Map<String, double[]> rates = new HashMap<>();
            count(rates, others, 0, first);
            count(rates, frauds, 1, first);
            return rates;
        }

        private void count(Map<String, double[]> rates, List<String> texts, int kind, int first) {
            double weight = (double) (frauds.size() + others.size()) / (2 * texts.size());
            for (int i = first; i < texts.size(); i += 2) {
                rates.computeIfAbsent(texts.get(i), text -> new double[2])[kind] += weight;
            }
        }
    }
}
