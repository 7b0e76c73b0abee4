package io.nacre.training.fit;

import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.Progress;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.Locale;

/**
 * Weighs trees and network, which were taught apart on the same regression, against each other: the network's share is
 * the one that ranks later transactions best. They err differently, so that both together often rank better than
 * either.
 */
public final class EnsembleBlend {

    private static final int STEPS = 10;

    /** The network's share where no later fraud can tell. */
    private static final int UNJUDGED = 2;

    private final Normalisation normalisation;
    private final ClassicalModel trees;
    private final ClassicalModel regression;
    private final Cascade network;
    private final Progress progress;

    /**
     * @param trees on the regression
     * @param regression the same without trees, which the network was taught on
     */
    public EnsembleBlend(
            Normalisation normalisation,
            ClassicalModel trees,
            ClassicalModel regression,
            Cascade network,
            Progress progress) {
        this.normalisation = normalisation;
        this.trees = trees;
        this.regression = regression;
        this.network = network;
        this.progress = progress;
    }

    /** The model of both, not calibrated. */
    public Model of(Examples validation) {
        int share = share(validation);
        progress.say(
                String.format(Locale.ROOT, "blend: the network counts for %.1f, the trees for the rest", part(share)));
        return model(trees.withTreesScaled(part(STEPS - share)), network.scaled(part(share)));
    }

    /** In tenths. */
    private int share(Examples validation) {
        float[] byTrees = logits(model(trees, network.scaled(0)), validation);
        float[] byNetwork = logits(model(regression, network), validation);
        int best = UNJUDGED;
        double bestPrecision = Double.NEGATIVE_INFINITY;
        for (int share = 0; share <= STEPS; share++) {
            ScoredLabels scoredLabels = new ScoredLabels();
            for (int i = 0; i < byTrees.length; i++) {
                scoredLabels.add(
                        part(STEPS - share) * byTrees[i] + part(share) * byNetwork[i],
                        validation.fraud(i),
                        validation.weight(i));
            }
            ThresholdCurve thresholdCurve = ThresholdCurve.of(scoredLabels);
            if (thresholdCurve.isJudgeable() && thresholdCurve.averagePrecision() > bestPrecision) {
                best = share;
                bestPrecision = thresholdCurve.averagePrecision();
            }
        }
        return best;
    }

    private Model model(ClassicalModel classical, Cascade cascade) {
        return new Model(normalisation, classical, cascade, Calibration.NONE);
    }

    private static float[] logits(Model model, Examples examples) {
        Engine engine = new CompiledEngine(model);
        float[] logits = new float[examples.size()];
        for (int i = 0; i < logits.length; i++) {
            Trail trail = engine.score(examples.vector(i));
            logits[i] = (float) trail.logits()[trail.layers()];
        }
        return logits;
    }

    private static float part(int share) {
        return share / (float) STEPS;
    }
}
