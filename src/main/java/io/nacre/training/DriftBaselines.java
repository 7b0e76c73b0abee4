package io.nacre.training;

import io.nacre.model.drift.DecileHistogram;
import io.nacre.model.drift.DriftBaseline;
import io.nacre.model.drift.DriftStatistics;
import io.nacre.model.engine.Engine;
import io.nacre.training.sample.Examples;
import java.util.ArrayList;
import java.util.List;

/** Builds the drift baseline of a bundle, and compares current transactions with it. */
public final class DriftBaselines {

    /** More rows would not move the bin edges. */
    public static final int MAX_ROWS = 20_000;

    private DriftBaselines() {}

    /** The drift of one monitored value. */
    public record Line(String name, double index) {}

    /**
     * The distributions in training: features from the training examples, scores from the validation examples.
     *
     * @param review the review threshold
     */
    static DriftBaseline of(Examples training, Examples validation, Engine engine, double review) {
        Examples learned = thinned(training);
        Examples heldOut = thinned(validation);
        float[] scores = new float[heldOut.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = (float) engine.score(heldOut.vector(i)).score();
        }
        return reference(learned, heldOut, scores, review);
    }

    /**
     * The baseline of served transactions, for a bundle without one.
     *
     * @param vectors at least one, {@code scores} one for each vector
     */
    public static DriftBaseline ofServed(List<float[]> vectors, float[] scores, double review) {
        Examples served = new Examples(vectors.get(0).length);
        vectors.forEach(vector -> served.add(vector, false, 1));
        return reference(served, served, scores, review);
    }

    private static DriftBaseline reference(Examples learned, Examples heldOut, float[] scores, double review) {
        List<DecileHistogram> features = new ArrayList<>();
        double[] weights = weights(learned);
        for (int column = 0; column < learned.vector(0).length; column++) {
            float[] values = new float[learned.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = learned.vector(row)[column];
            }
            features.add(DecileHistogram.of(values, weights));
        }
        double alerts = 0;
        double promised = 0;
        double frauds = 0;
        double all = 0;
        for (int row = 0; row < scores.length; row++) {
            double weight = heldOut.weight(row);
            alerts += scores[row] >= (float) review ? weight : 0;
            promised += scores[row] * weight;
            frauds += heldOut.fraud(row) ? weight : 0;
            all += weight;
        }
        return new DriftBaseline(
                features, DecileHistogram.of(scores, weights(heldOut)), alerts / all, promised / all, frauds / all);
    }

    /** Every n-th example, so that the whole period is covered. */
    private static Examples thinned(Examples examples) {
        int step = 1 + (examples.size() - 1) / MAX_ROWS;
        Examples thinned = new Examples(examples.vector(0).length);
        for (int row = 0; row < examples.size(); row += step) {
            thinned.add(examples.vector(row), examples.fraud(row), examples.weight(row));
        }
        return thinned;
    }

    private static double[] weights(Examples examples) {
        double[] weights = new double[examples.size()];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = examples.weight(row);
        }
        return weights;
    }

    /** The drift of each feature and of the score, highest first. */
    public static List<Line> lines(List<String> names, DriftStatistics driftStatistics) {
        List<Line> lines = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            lines.add(new Line(names.get(column), driftStatistics.index(column)));
        }
        lines.add(new Line("score", driftStatistics.scoreIndex()));
        lines.sort((left, right) -> Double.compare(right.index(), left.index()));
        return List.copyOf(lines);
    }
}
