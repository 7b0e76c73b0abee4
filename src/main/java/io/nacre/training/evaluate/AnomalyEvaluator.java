package io.nacre.training.evaluate;

import io.nacre.model.anomaly.AnomalyDetector;
import io.nacre.model.anomaly.AnomalyModel;
import io.nacre.model.anomaly.AnomalyPercentile;
import io.nacre.model.bundle.Bundle;
import io.nacre.training.metrics.ScoredLabels;
import io.nacre.training.metrics.ThresholdCurve;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Collects the anomaly errors of vectors and measures how well they find fraud. A row takes slightly more than 9 bytes,
 * and up to twice that while the table grows.
 */
public final class AnomalyEvaluator {

    private static final double PRECISION = 0.95;

    private final ToDoubleFunction<float[]> error;
    private final AnomalyPercentile anomalyPercentile;
    private final double budget;
    private final ScoredLabels errors = new ScoredLabels();
    private final BitSet alarms = new BitSet();

    /** The rows of the frauds of each kind. */
    private final TreeMap<String, BitSet> kinds = new TreeMap<>();

    /** @param budget the share of transactions that should raise an alarm */
    public AnomalyEvaluator(ToDoubleFunction<float[]> error, AnomalyPercentile anomalyPercentile, double budget) {
        this.error = error;
        this.anomalyPercentile = anomalyPercentile;
        this.budget = budget;
    }

    /** Evaluates the anomaly model of a bundle; null if the bundle has no model or no budget. */
    static @Nullable AnomalyEvaluator of(Bundle bundle) {
        AnomalyDetector detector = bundle.detector();
        AnomalyModel model = bundle.anomaly();
        Double budget = bundle.thresholds().anomaly();
        return detector == null || model == null || budget == null
                ? null
                : new AnomalyEvaluator(detector::error, model.rarity(), budget);
    }

    public void add(float[] vector, boolean fraud, @Nullable String typology) {
        double found = error.applyAsDouble(vector);
        int row = errors.size();
        errors.add(found, fraud, 1);
        alarms.set(row, anomalyPercentile.share(found) <= budget);
        if (fraud && typology != null) {
            kinds.computeIfAbsent(typology, name -> new BitSet()).set(row);
        }
    }

    public AnomalyEvaluation evaluation() {
        ThresholdCurve thresholdCurve = ThresholdCurve.of(errors);
        int rows = errors.size();
        long raised = alarms.cardinality();
        long frauds = IntStream.range(0, rows).filter(errors::fraud).count();
        long found = alarms.stream().filter(errors::fraud).count();
        boolean hasBothLabels = thresholdCurve.hasBothLabels();
        return new AnomalyEvaluation(
                hasBothLabels ? thresholdCurve.aucRoc() : Double.NaN,
                hasBothLabels ? thresholdCurve.averagePrecision() : Double.NaN,
                hasBothLabels ? thresholdCurve.recallAtPrecision(PRECISION) : Double.NaN,
                budget,
                raised,
                (double) raised / rows,
                (double) found / raised,
                (double) found / frauds,
                kinds.entrySet().stream()
                        .map(kind -> kind(kind.getKey(), kind.getValue()))
                        .toList());
    }

    private AnomalyEvaluation.Kind kind(String typology, BitSet those) {
        ThresholdCurve thresholdCurve = ThresholdCurve.of(withoutOtherFrauds(those));
        BitSet found = (BitSet) those.clone();
        found.and(alarms);
        return new AnomalyEvaluation.Kind(
                typology,
                those.cardinality(),
                thresholdCurve.hasBothLabels() ? thresholdCurve.aucRoc() : Double.NaN,
                thresholdCurve.hasBothLabels() ? thresholdCurve.averagePrecision() : Double.NaN,
                (double) found.cardinality() / those.cardinality());
    }

    private ScoredLabels withoutOtherFrauds(BitSet those) {
        ScoredLabels scoredLabels = new ScoredLabels();
        for (int row = 0; row < errors.size(); row++) {
            if (!errors.fraud(row) || those.get(row)) {
                scoredLabels.add(errors.score(row), errors.fraud(row), 1);
            }
        }
        return scoredLabels;
    }
}
