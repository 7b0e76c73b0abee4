package io.nacre.training;

import io.nacre.model.AnomalyDetector;
import io.nacre.model.AnomalyModel;
import io.nacre.model.Bundle;
import io.nacre.model.Rarity;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Gathers the errors that some judge of vectors finds, and then says how well they point out fraud. */
final class AnomalyJudge {

    private static final double PRECISION = 0.95;

    private final ToDoubleFunction<float[]> error;
    private final Rarity rarity;
    private final double budget;
    private final List<Judged> rows = new ArrayList<>();

    private record Judged(
            double error,
            boolean alarm,
            boolean fraud,
            @Nullable String typology) {}

    /** @param budget the share of transactions that is to raise an alarm */
    AnomalyJudge(ToDoubleFunction<float[]> error, Rarity rarity, double budget) {
        this.error = error;
        this.rarity = rarity;
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
        rows.add(new Judged(found, rarity.share(found) <= budget, fraud, typology));
    }

    AnomalyEvaluation evaluation() {
        Ranking ranking = ranking(null);
        long alarms = rows.stream().filter(Judged::alarm).count();
        long frauds = rows.stream().filter(Judged::fraud).count();
        long found = rows.stream().filter(row -> row.fraud() && row.alarm()).count();
        boolean judgeable = ranking.isJudgeable();
        return new AnomalyEvaluation(
                judgeable ? ranking.aucRoc() : Double.NaN,
                judgeable ? ranking.averagePrecision() : Double.NaN,
                judgeable ? ranking.recallAtPrecision(PRECISION) : Double.NaN,
                budget,
                alarms,
                (double) alarms / rows.size(),
                (double) found / alarms,
                (double) found / frauds,
                kinds());
    }

    private List<AnomalyEvaluation.Kind> kinds() {
        TreeSet<String> typologies = new TreeSet<>();
        rows.forEach(row -> {
            if (row.fraud() && row.typology() != null) {
                typologies.add(row.typology());
            }
        });
        List<AnomalyEvaluation.Kind> kinds = new ArrayList<>();
        for (String typology : typologies) {
            List<Judged> those = rows.stream()
                    .filter(row -> row.fraud() && typology.equals(row.typology()))
                    .toList();
            Ranking ranking = ranking(typology);
            kinds.add(new AnomalyEvaluation.Kind(
                    typology,
                    those.size(),
                    ranking.isJudgeable() ? ranking.aucRoc() : Double.NaN,
                    ranking.isJudgeable() ? ranking.averagePrecision() : Double.NaN,
                    (double) those.stream().filter(Judged::alarm).count() / those.size()));
        }
        return kinds;
    }

    /** @param typology leaves out the frauds of every other kind; null: none */
    private Ranking ranking(@Nullable String typology) {
        Scored scored = new Scored();
        for (Judged row : rows) {
            if (!row.fraud() || typology == null || typology.equals(row.typology())) {
                scored.add(row.error(), row.fraud(), 1);
            }
        }
        return Ranking.of(scored);
    }
}
