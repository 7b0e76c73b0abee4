package io.nacre.training.fit;

import io.nacre.model.BoostedTrees;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Boosts trees for every layer, starting from the regression. The trees of a layer read all features up to that layer.
 * Each layer keeps the number of trees with the best ranking on later transactions, and none if the layer before ranks
 * them better.
 */
public final class TreeTrainer {

    private final FeatureLayout featureLayout;
    private final Normalisation normalisation;
    private final ClassicalModel regression;
    private final TreeOptions options;
    private final long seed;
    private final ProgressReporter progress;

    /** @param regression provides the initial logits; its own trees are ignored */
    public TreeTrainer(
            FeatureLayout featureLayout,
            Normalisation normalisation,
            ClassicalModel regression,
            TreeOptions options,
            long seed,
            ProgressReporter progress) {
        this.featureLayout = featureLayout;
        this.normalisation = normalisation;
        this.regression = regression;
        this.options = options;
        this.seed = seed;
        this.progress = progress;
    }

    /** Returns the regression with the trees of every layer. */
    public ClassicalModel train(Examples training, double fraudFactor, Examples validation) {
        double[] weights = training.balancedWeights(fraudFactor);
        float[] logits = regressed(training);
        TreeValidator treeValidator = new TreeValidator(validation);
        List<BoostedTrees> layers = new ArrayList<>();
        int last = featureLayout.layers().size() - 1;
        for (int k = 0; k <= last; k++) {
            int[] columns = columns(training, k);
            TreeOptions how = k < last ? options.early() : options;
            BoostedTrees trees = BoostedTrees.NONE;
            if (how.maxTrees() > 0 && columns.length > 0 && columns[columns.length - 1] >= featureLayout.offset(k)) {
                try (XgBoostTrainer xgBoostTrainer =
                        new XgBoostTrainer(training, columns, logits, weights, how, seed + k)) {
                    trees = treeValidator.select(xgBoostTrainer, how.maxTrees());
                }
            }
            layers.add(trees);
            progress.report("classical model: " + trees.size() + " trees for "
                    + featureLayout.layers().get(k).name());
        }
        return regression.with(layers);
    }

    /** The features of the layers up to one, without those that are constant in all examples. */
    private int[] columns(Examples examples, int layer) {
        return IntStream.range(0, featureLayout.offset(layer) + featureLayout.widths()[layer])
                .filter(column -> {
                    float first = examples.size() == 0 ? 0 : examples.vector(0)[column];
                    return IntStream.range(0, examples.size()).anyMatch(row -> examples.vector(row)[column] != first);
                })
                .toArray();
    }

    private float[] regressed(Examples examples) {
        ClassicalModel alone = regression.with(List.of());
        float[] regressed = new float[examples.size()];
        float[] normalised = new float[normalisation.width()];
        float[] logit = new float[1];
        for (int i = 0; i < regressed.length; i++) {
            normalisation.apply(examples.vector(i), normalised);
            alone.logits(examples.vector(i), normalised, logit);
            regressed[i] = logit[0];
        }
        return regressed;
    }

    /** Chooses the number of trees by validation. */
    private final class TreeValidator {

        private static final int STEP = 10;

        private final Examples validation;
        private final float[] regressed;
        private double reached;

        TreeValidator(Examples validation) {
            this.validation = validation;
            this.regressed = regressed(validation);
            this.reached = averagePrecision(regressed);
        }

        /** The number of trees with the best ranking; none if the layer before ranked better. */
        BoostedTrees select(XgBoostTrainer xgBoostTrainer, int most) {
            BoostedTrees best = BoostedTrees.NONE;
            double bestPrecision = Double.NEGATIVE_INFINITY;
            int built = 0;
            while (built < most && built - best.size() < options.patience()) {
                int step = Math.min(STEP, most - built);
                xgBoostTrainer.grow(step);
                built += step;
                BoostedTrees now = xgBoostTrainer.trees(built);
                double nowPrecision = averagePrecision(after(now));
                // Without frauds in the validation slice the rounds cannot be ranked, so all count.
                if (!(nowPrecision <= bestPrecision)) {
                    best = now;
                    bestPrecision = nowPrecision;
                }
            }
            if (bestPrecision <= reached) {
                return BoostedTrees.NONE;
            }
            reached = bestPrecision;
            return best;
        }

        private float[] after(BoostedTrees trees) {
            float[] sums = regressed.clone();
            for (int i = 0; i < sums.length; i++) {
                sums[i] = trees.addTo(sums[i], validation.vector(i));
            }
            return sums;
        }

        private double averagePrecision(float[] sums) {
            ScoredLabels scoredLabels = new ScoredLabels();
            for (int i = 0; i < sums.length; i++) {
                scoredLabels.add(sums[i], validation.fraud(i), validation.weight(i));
            }
            ThresholdCurve thresholdCurve = ThresholdCurve.of(scoredLabels);
            return thresholdCurve.hasBothLabels() ? thresholdCurve.averagePrecision() : Double.NaN;
        }
    }
}
