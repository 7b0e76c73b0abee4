package io.nacre.training.fit;

import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.FeatureLayout;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.engine.CascadeGraph;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Trains the cascade with Deeplearning4j. There is a loss after every layer, frauds have a higher weight, and the
 * weights with the best ranking on later transactions are kept.
 */
public final class CascadeTrainer {

    /**
     * One pass over the examples.
     *
     * @param number from 1; 0 is the classical model alone
     * @param loss cross-entropy of the final score on the validation slice, with frauds weighted as in training
     * @param averagePrecision of the final score on the validation slice
     */
    record Epoch(int number, double loss, double averagePrecision) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "epoch %d: validation loss %.5f, average precision %.4f",
                    number,
                    loss,
                    averagePrecision);
        }
    }

    /** The best weights, and all epochs. */
    public record Result(Cascade cascade, List<Epoch> epochs) {
        public Result {
            epochs = List.copyOf(epochs);
        }
    }

    private final FeatureLayout featureLayout;
    private final Normalisation normalisation;
    private final ClassicalModel classical;
    private final NetworkOptions options;
    private final long seed;
    private final ProgressReporter progress;

    public CascadeTrainer(
            FeatureLayout featureLayout,
            Normalisation normalisation,
            ClassicalModel classical,
            NetworkOptions options,
            long seed,
            ProgressReporter progress) {
        this.featureLayout = featureLayout;
        this.normalisation = normalisation;
        this.classical = classical;
        this.options = options;
        this.seed = seed;
        this.progress = progress;
    }

    public Result train(Examples training, double fraudFactor, Examples validation) {
        SplittableRandom random = new SplittableRandom(seed);
        CascadeGraph network = network();
        CascadeDataSets cascadeDataSets =
                new CascadeDataSets(featureLayout, normalisation, basis(training), options, training, fraudFactor);
        double[] weights = validation.balancedWeights(fraudFactor);
        Cascade best = network.cascade();
        List<Epoch> epochs = new ArrayList<>();
        epochs.add(epoch(0, best, validation, weights));
        int bestEpoch = 0;
        for (int number = 1; number <= options.epochs(); number++) {
            pass(network.graph(), number, cascadeDataSets, random);
            Cascade now = network.cascade();
            Epoch epoch = epoch(number, now, validation, weights);
            epochs.add(epoch);
            progress.report(epoch.toString());
            // Without frauds in the validation slice the epochs cannot be ranked, so the last one counts.
            if (!(epoch.averagePrecision() <= epochs.get(bestEpoch).averagePrecision())) {
                best = now;
                bestEpoch = number;
            }
            if (number - bestEpoch >= options.patience()) {
                break;
            }
        }
        return new Result(best, epochs);
    }

    /** The classical logits of each example: z0, then after each layer. */
    private List<float[]> basis(Examples examples) {
        List<float[]> basis = new ArrayList<>();
        float[] normalised = new float[featureLayout.width()];
        for (int i = 0; i < examples.size(); i++) {
            float[] logits = new float[featureLayout.layers().size() + 1];
            normalisation.apply(examples.vector(i), normalised);
            classical.logits(examples.vector(i), normalised, logits);
            basis.add(logits);
        }
        return basis;
    }

    private CascadeGraph network() {
        int[] widths = featureLayout.widths();
        int[] hidden = new int[widths.length];
        Arrays.fill(hidden, options.hidden());
        double[] lossWeights = new double[widths.length];
        Arrays.fill(lossWeights, options.earlyExitLoss());
        lossWeights[widths.length - 1] = 1;
        return CascadeGraph.untrained(
                widths, hidden, lossWeights, seed, new Adam(options.learningRate()), options.l2());
    }

    private void pass(ComputationGraph graph, int number, CascadeDataSets cascadeDataSets, SplittableRandom random) {
        double done = (number - 1.0) / options.epochs();
        graph.setLearningRate(options.learningRate() * (1 + StrictMath.cos(Math.PI * done)) / 2);
        cascadeDataSets.shuffle(random);
        for (int i = 0; i < cascadeDataSets.count(); i++) {
            graph.fit(cascadeDataSets.get(i));
        }
    }

    /**
     * Does not use the score of the graph: while fitting, the graph computes its loss after its input was overwritten.
     */
    private Epoch epoch(int number, Cascade cascade, Examples validation, double[] weights) {
        Engine engine = new CompiledEngine(new Model(normalisation, classical, cascade, Calibration.NONE));
        ScoredLabels scoredLabels = new ScoredLabels();
        double loss = 0;
        for (int i = 0; i < validation.size(); i++) {
            Trail trail = engine.score(validation.vector(i));
            double logit = trail.logits()[trail.layers()];
            loss += weights[i] * CrossEntropy.of(logit, validation.fraud(i));
            scoredLabels.add(logit, validation.fraud(i), validation.weight(i));
        }
        ThresholdCurve thresholdCurve = ThresholdCurve.of(scoredLabels);
        double averagePrecision = thresholdCurve.hasBothLabels() ? thresholdCurve.averagePrecision() : Double.NaN;
        return new Epoch(number, loss / validation.size(), averagePrecision);
    }
}
