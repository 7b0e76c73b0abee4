package io.nacre.training.fit;

import io.nacre.model.Calibration;
import io.nacre.model.Cascade;
import io.nacre.model.ClassicalModel;
import io.nacre.model.Model;
import io.nacre.model.Trail;
import io.nacre.model.engine.CompiledEngine;
import io.nacre.model.engine.Engine;
import io.nacre.model.kernel.Normalisation;
import io.nacre.training.history.ProgressReporter;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import io.nacre.training.sample.Examples;
import java.util.Locale;

/**
 * Blends trees and network, which were trained separately on the same regression. The network's share is the one with
 * the best ranking on later transactions. Their errors differ, so the blend often ranks better than either.
 */
public final class EnsembleBlend {

    private static final int STEPS = 10;

    /** The network's share if there is no fraud to compare on. */
    private static final int DEFAULT_SHARE = 2;

    private final Normalisation normalisation;
    private final ClassicalModel trees;
    private final ClassicalModel regression;
    private final Cascade network;
    private final ProgressReporter progress;

    /**
     * @param trees the trees on the regression
     * @param regression the regression without trees, on which the network was trained
     */
    public EnsembleBlend(
            Normalisation normalisation,
            ClassicalModel trees,
            ClassicalModel regression,
            Cascade network,
            ProgressReporter progress) {
        this.normalisation = normalisation;
        this.trees = trees;
        this.regression = regression;
        this.network = network;
        this.progress = progress;
    }

    /** The blended model, not calibrated. */
    public Model of(Examples validation) {
        int share = share(validation);
        progress.report(
                String.format(Locale.ROOT, "blend: the network counts for %.1f, the trees for the rest", part(share)));
        return model(trees.withTreesScaled(part(STEPS - share)), network.scaled(part(share)));
    }

    /** In tenths. */
    private int share(Examples validation) {
        float[] byTrees = logits(model(trees, network.scaled(0)), validation);
        float[] byNetwork = logits(model(regression, network), validation);
        int best = DEFAULT_SHARE;
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
            if (thresholdCurve.hasBothLabels() && thresholdCurve.averagePrecision() > bestPrecision) {
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
