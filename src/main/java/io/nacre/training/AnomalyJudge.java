package io.nacre.training;

import io.nacre.model.AnomalyDetector;
import io.nacre.model.AnomalyModel;
import io.nacre.model.AnomalyPercentile;
import io.nacre.model.Bundle;
import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the errors that some judge of vectors finds, and then says how well they point out fraud. A row takes 9 bytes
 * and a bit, and up to twice that while their number grows.
 */
final class AnomalyJudge {

    private static final double PRECISION = 0.95;

    private final ToDoubleFunction<float[]> error;
    private final AnomalyPercentile anomalyPercentile;
    private final double budget;
    private final Scored errors = new Scored();
    private final BitSet alarms = new BitSet();

    /** The rows of the frauds of each kind. */
    private final TreeMap<String, BitSet> kinds = new TreeMap<>();

    /** @param budget the share of transactions that is to raise an alarm */
    AnomalyJudge(ToDoubleFunction<float[]> error, AnomalyPercentile anomalyPercentile, double budget) {
        this.error = error;
        this.anomalyPercentile = anomalyPercentile;
        this.budget = budget;
    }

    /** Judges the anomaly model of a bundle; null where it has none, or no budget for it. */
    static @Nullable AnomalyJudge of(Bundle bundle) {
        AnomalyDetector detector = bundle.detector();
        AnomalyModel model = bundle.anomaly();
        Double budget = bundle.thresholds().anomaly();
        return detector == null || model == null || budget == null
                ? null
                : new AnomalyJudge(detector::error, model.rarity(), budget);
    }

    void take(float[] vector, boolean fraud, @Nullable String typology) {
        double found = error.applyAsDouble(vector);
        int row = errors.size();
        errors.add(found, fraud, 1);
        alarms.set(row, anomalyPercentile.share(found) <= budget);
        if (fraud && typology != null) {
            kinds.computeIfAbsent(typology, name -> new BitSet()).set(row);
        }
    }

    AnomalyEvaluation evaluation() {
        Ranking ranking = Ranking.of(errors);
        int rows = errors.size();
        long raised = alarms.cardinality();
        long frauds = IntStream.range(0, rows).filter(errors::fraud).count();
        long found = alarms.stream().filter(errors::fraud).count();
        boolean judgeable = ranking.isJudgeable();
        return new AnomalyEvaluation(
                judgeable ? ranking.aucRoc() : Double.NaN,
                judgeable ? ranking.averagePrecision() : Double.NaN,
                judgeable ? ranking.recallAtPrecision(PRECISION) : Double.NaN,
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
        Ranking ranking = Ranking.of(withoutOtherFrauds(those));
        BitSet found = (BitSet) those.clone();
        found.and(alarms);
        return new AnomalyEvaluation.Kind(
                typology,
                those.cardinality(),
                ranking.isJudgeable() ? ranking.aucRoc() : Double.NaN,
                ranking.isJudgeable() ? ranking.averagePrecision() : Double.NaN,
                (double) found.cardinality() / those.cardinality());
    }

    private Scored withoutOtherFrauds(BitSet those) {
        Scored scored = new Scored();
        for (int row = 0; row < errors.size(); row++) {
            if (!errors.fraud(row) || those.get(row)) {
                scored.add(errors.score(row), errors.fraud(row), 1);
            }
        }
        return scored;
    }
}
