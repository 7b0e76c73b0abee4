package io.nacre.training;

import io.nacre.model.FeatureLayout;
import io.nacre.training.fit.TreeOptions;
import io.nacre.training.fit.XgBoostTrainer;
import io.nacre.training.history.Fnv1a;
import io.nacre.training.history.ServedExamples.LabelledExample;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds suspect verdicts: those that contradict the labels of similar transactions. Boosted trees score the
 * transactions of accounts that they were not trained on. A verdict is suspect if the trees give the opposite label at
 * least its mean probability over transactions with that label. This is confident learning (Northcutt, Jiang and
 * Chuang, Journal of Artificial Intelligence Research 70, 2021). A chargeback is never suspect.
 */
public final class LabelNoiseDetector {

    /** The default seed: the same rows give the same suspect verdicts. */
    public static final long SEED = 42;

    private static final int FOLDS = 4;
    private static final int TREES = 50;

    /** Maximum number of legitimate transactions for training; more do not change the result. */
    private static final int MAX_LEGITIMATE = 20_000;

    /** Minimum number of rows of each label. */
    private static final int MIN_ROWS = 40;

    private static final TreeOptions OPTIONS = new TreeOptions(TREES, 0, TREES, 4, 0.15, 0.4, 0.8, 10, 64);

    private final List<LabelledExample> rows;
    private final long seed;

    /** Fraud probability by trees that did not train on the account; NaN if no trees could be trained. */
    private final double[] fraud;

    private LabelNoiseDetector(List<LabelledExample> rows, long seed) {
        this.rows = rows;
        this.seed = seed;
        this.fraud = new double[rows.size()];
        Arrays.fill(fraud, Double.NaN);
    }

    /** The ids of the transactions with suspect verdicts. */
    public static Set<String> of(List<LabelledExample> rows, long seed) {
        long frauds = rows.stream().filter(LabelledExample::fraud).count();
        return frauds < MIN_ROWS || rows.size() - frauds < MIN_ROWS
                ? Set.of()
                : new LabelNoiseDetector(rows, seed).found();
    }

    private Set<String> found() {
        for (int fold = 0; fold < FOLDS; fold++) {
            scoreFold(fold);
        }
        double usualFraud = mean(true);
        double usualHonesty = mean(false);
        Set<String> found = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            LabelledExample labelledExample = rows.get(i);
            boolean contradicted = labelledExample.fraud() ? 1 - fraud[i] >= usualHonesty : fraud[i] >= usualFraud;
            if (labelledExample.isVerdict() && contradicted) {
                found.add(labelledExample.served().transactionId());
            }
        }
        return found;
    }

    /** The mean probability of a label over all rows with that label. */
    private double mean(boolean kind) {
        return IntStream.range(0, fraud.length)
                .filter(i -> rows.get(i).fraud() == kind && !Double.isNaN(fraud[i]))
                .mapToDouble(i -> kind ? fraud[i] : 1 - fraud[i])
                .average()
                .orElse(1);
    }

    private void scoreFold(int fold) {
        Examples examples = learned(fold);
        if (examples.fraudCount() == 0 || examples.fraudCount() == examples.size()) {
            return;
        }
        int[] columns = IntStream.range(0, FeatureLayout.catalogue().width()).toArray();
        float[] level = new float[examples.size()];
        double[] weights =
                IntStream.range(0, level.length).mapToDouble(examples::weight).toArray();
        try (XgBoostTrainer xgBoostTrainer =
                new XgBoostTrainer(examples, columns, level, weights, OPTIONS, seed + fold)) {
            xgBoostTrainer.grow(TREES);
            var trees = xgBoostTrainer.trees(TREES);
            for (int i = 0; i < fraud.length; i++) {
                float[] vector = rows.get(i).served().vector();
                if (fold(rows.get(i)) == fold && vector != null) {
                    fraud[i] = 1 / (1 + Math.exp(-trees.addTo(0, vector)));
                }
            }
        }
    }

    /** All frauds of the other folds, and a sample of their legitimate transactions. */
    private Examples learned(int fold) {
        long legitimateRows = rows.stream()
                .filter(labelledExample -> !labelledExample.fraud())
                .count();
        double share = Math.min(1, (double) MAX_LEGITIMATE / Math.max(1, legitimateRows));
        Examples examples = new Examples(FeatureLayout.catalogue().width());
        List<LabelledExample> others = new ArrayList<>(rows);
        others.removeIf(labelledExample -> fold(labelledExample) == fold);
        for (LabelledExample labelledExample : others) {
            float[] vector = labelledExample.served().vector();
            boolean kept = labelledExample.fraud()
                    || Fnv1a.uniform(labelledExample.served().transactionId()) < share;
            if (kept && vector != null) {
                examples.add(
                        vector,
                        labelledExample.fraud(),
                        labelledExample.fraud() ? 1 : labelledExample.weight() / share);
            }
        }
        return examples;
    }

    /** By account, because transactions of one account are similar. */
    private static int fold(LabelledExample labelledExample) {
        return (int) (Fnv1a.uniform(labelledExample.served().accountId()) * FOLDS);
    }
}
