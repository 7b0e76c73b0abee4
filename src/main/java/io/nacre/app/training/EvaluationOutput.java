package io.nacre.app.training;

import io.nacre.app.cli.OutputTable;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.Evaluation.Band;
import io.nacre.training.evaluate.Evaluation.ScorerResult;
import io.nacre.training.evaluate.Evaluation.TypologyRecall;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Converts an evaluation to fields for programs: metrics of each layer, thresholds, and recall of each kind of fraud.
 */
final class EvaluationOutput {

    private static final OutputTable<TypologyRecall> TYPOLOGIES = OutputTable.of(TypologyRecall.class)
            .column("typology", TypologyRecall::typology)
            .column("fraud_count", TypologyRecall::frauds)
            .column("review_recall", TypologyRecall::reviewedRecall)
            .column("decline_recall", TypologyRecall::declinedRecall);

    private EvaluationOutput() {}

    static Map<String, Object> of(Evaluation evaluation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("transaction_count", evaluation.rows());
        fields.put("fraud_count", evaluation.frauds());
        fields.put("first_at", evaluation.from());
        fields.put("last_at", evaluation.to());
        fields.put(
                "layers",
                evaluation.ladder().stream().map(EvaluationOutput::scorer).toList());
        fields.put(
                "baselines",
                evaluation.rivals().stream().map(EvaluationOutput::scorer).toList());
        fields.put("review", band(evaluation.thresholds().review(), evaluation.reviewed()));
        fields.put("decline", band(evaluation.thresholds().decline(), evaluation.declined()));
        fields.put(
                "typologies",
                evaluation.typologies().stream().map(TYPOLOGIES::row).toList());
        if (evaluation.anomalies() != null) {
            fields.put("anomaly_metrics", evaluation.anomalies().metrics());
        }
        return fields;
    }

    private static Map<String, Object> scorer(ScorerResult scorer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", scorer.name());
        fields.putAll(scorer.values());
        return fields;
    }

    private static Map<String, Object> band(double threshold, Band band) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("threshold", threshold);
        fields.put("transaction_count", band.transactions());
        fields.put("fraud_count", band.frauds());
        fields.put("precision", band.precision());
        fields.put("recall", band.recall());
        return fields;
    }
}
