package io.nacre.training;

import io.nacre.model.BoostedTrees;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Inputs;
import io.nacre.model.Normalisation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Boosts trees for every layer: they read all features up to it and begin at the regression. A layer keeps as many as
 * rank later transactions best, and none where the layer before ranks them better.
 */
final class TreeTrainer {

    /** Blocks of time; the logits of each come from trees that were grown on the others. */
    private static final int BLOCKS = 3;

    private final Inputs inputs;
    private final Normalisation normalisation;
    private final ClassicalModel regression;
    private final TreeOptions options;
    private final long seed;
    private final Progress progress;

    /**
     * The classical model with its trees, and its logits for the examples: z0, then after each layer.
     *
     * @param unseen for each training example, by trees that had not seen it: those that had know too much
     */
    record Result(ClassicalModel model, List<float[]> unseen) {
        Result {
            unseen = List.copyOf(unseen);
        }
    }

    /** @param regression whose logits the trees begin with; its own trees do not count */
    TreeTrainer(
            Inputs inputs,
            Normalisation normalisation,
            ClassicalModel regression,
            TreeOptions options,
            long seed,
            Progress progress) {
        this.inputs = inputs;
        this.normalisation = normalisation;
        this.regression = regression;
        this.options = options;
        this.seed = seed;
        this.progress = progress;
    }

    Result train(Examples training, double fraudFactor, Examples validation) {
        ClassicalModel model = alone(training, fraudFactor, validation);
        int[] all = IntStream.range(0, training.size()).toArray();
        List<float[]> unseen = logits(model, training);
        int[] kept = model.trees().stream().mapToInt(BoostedTrees::size).toArray();
        if (Arrays.stream(kept).sum() > 0) {
            for (int block = 0; block < BLOCKS; block++) {
                int from = (int) ((long) all.length * block / BLOCKS);
                int to = (int) ((long) all.length * (block + 1) / BLOCKS);
                int[] others =
                        Arrays.stream(all).filter(i -> i < from || i >= to).toArray();
                ClassicalModel blind = grow(training, others, fraudFactor, kept, null);
                for (int i = from; i < to; i++) {
                    unseen.set(i, logits(blind, training.vector(i)));
                }
                progress.say("classical model: block " + (block + 1) + " of " + BLOCKS);
            }
        }
        return new Result(model, unseen);
    }

    /** The classical model where nothing is to be trained on top of it. */
    ClassicalModel alone(Examples training, double fraudFactor, Examples validation) {
        int[] most = new int[inputs.layers().size()];
        Arrays.fill(most, options.mostEarly());
        most[most.length - 1] = options.most();
        int[] all = IntStream.range(0, training.size()).toArray();
        return grow(training, all, fraudFactor, most, validation);
    }

    private ClassicalModel grow(
            Examples training, int[] rows, double fraudFactor, int[] most, @Nullable Examples validation) {
        double[] weights = training.balancedWeights(fraudFactor);
        float[] logits = new float[rows.length];
        for (int r = 0; r < rows.length; r++) {
            logits[r] = regressed(training.vector(rows[r]));
        }
        Judge judge = validation == null ? null : new Judge(validation);
        List<BoostedTrees> layers = new ArrayList<>();
        for (int k = 0; k < most.length; k++) {
            int[] columns = columns(training, rows, k);
            BoostedTrees trees = BoostedTrees.NONE;
            if (most[k] > 0 && columns.length > 0 && columns[columns.length - 1] >= inputs.offset(k)) {
                TreeOptions how = k + 1 < most.length ? options.early() : options;
                try (Boosting boosting = new Boosting(training, rows, columns, logits, weights, how, seed + k)) {
                    trees = judge == null ? all(boosting, most[k]) : judge.worth(boosting, most[k]);
                }
            }
            layers.add(trees);
            if (judge != null) {
                String name = inputs.layers().get(k).name();
                progress.say("classical model: " + trees.size() + " trees for " + name);
            }
        }
        return regression.with(layers);
    }

    private static BoostedTrees all(Boosting boosting, int count) {
        boosting.grow(count);
        return boosting.trees(count);
    }

    /** The features of the layers up to one, but for those that are the same in all rows. */
    private int[] columns(Examples examples, int[] rows, int layer) {
        return IntStream.range(0, inputs.offset(layer) + inputs.widths()[layer])
                .filter(column -> {
                    float first = rows.length == 0 ? 0 : examples.vector(rows[0])[column];
                    return Arrays.stream(rows).anyMatch(row -> examples.vector(row)[column] != first);
                })
                .toArray();
    }

    private float regressed(float[] vector) {
        return logits(regression.with(List.of()), vector)[0];
    }

    private List<float[]> logits(ClassicalModel model, Examples examples) {
        List<float[]> logits = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            logits.add(logits(model, examples.vector(i)));
        }
        return logits;
    }

    private float[] logits(ClassicalModel model, float[] vector) {
        float[] normalised = new float[vector.length];
        normalisation.apply(vector, normalised);
        float[] logits = new float[inputs.layers().size() + 1];
        model.logits(vector, normalised, logits);
        return logits;
    }

    /** Says by later transactions how many trees are worth keeping. */
    private final class Judge {

        private static final int STEP = 10;

        private final Examples validation;
        private final float[] regressed;
        private double reached;

        Judge(Examples validation) {
            this.validation = validation;
            this.regressed = new float[validation.size()];
            for (int i = 0; i < regressed.length; i++) {
                regressed[i] = regressed(validation.vector(i));
            }
            this.reached = averagePrecision(regressed);
        }

        /** As many as rank best; none where the layer before ranked better. */
        BoostedTrees worth(Boosting boosting, int most) {
            BoostedTrees best = BoostedTrees.NONE;
            double bestPrecision = Double.NEGATIVE_INFINITY;
            int grown = 0;
            while (grown < most && grown - best.size() < options.patience()) {
                int step = Math.min(STEP, most - grown);
                boosting.grow(step);
                grown += step;
                BoostedTrees now = boosting.trees(grown);
                double nowPrecision = averagePrecision(after(now));
                // Without frauds in the validation slice nothing can be judged, and all count.
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
            Scored scored = new Scored();
            for (int i = 0; i < sums.length; i++) {
                scored.add(sums[i], validation.fraud(i), validation.weight(i));
            }
            Ranking ranking = Ranking.of(scored);
            return ranking.isJudgeable() ? ranking.averagePrecision() : Double.NaN;
        }
    }
}
