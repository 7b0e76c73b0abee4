package io.nacre.app.training;

import io.nacre.app.cli.OutputTable;
import io.nacre.training.evaluate.AnomalyEvaluation;
import io.nacre.training.evaluate.Evaluation;
import io.nacre.training.evaluate.Evaluation.Band;
import io.nacre.training.evaluate.Evaluation.ScorerResult;
import io.nacre.training.evaluate.Evaluation.TypologyRecall;
import io.nacre.training.evaluate.FalseNegative;
import io.nacre.training.evaluate.MissingLayerResult;
import io.nacre.training.evaluate.Segment;
import io.nacre.training.evaluate.WeeklyMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts an evaluation to fields for programs: everything that its text format shows. */
final class EvaluationOutput {

    private static final OutputTable<TypologyRecall> TYPOLOGIES = OutputTable.of(TypologyRecall.class)
            .column("typology", TypologyRecall::typology)
            .column("fraud_count", TypologyRecall::frauds)
            .column("review_recall", TypologyRecall::reviewedRecall)
            .column("decline_recall", TypologyRecall::declinedRecall);

    private static final OutputTable<AnomalyEvaluation.Kind> ANOMALY_TYPOLOGIES = OutputTable.of(
                    AnomalyEvaluation.Kind.class)
            .column("typology", AnomalyEvaluation.Kind::typology)
            .column("fraud_count", AnomalyEvaluation.Kind::frauds)
            .column("auc_roc", AnomalyEvaluation.Kind::aucRoc)
            .column("average_precision", AnomalyEvaluation.Kind::averagePrecision)
            .column("recall_at_budget", AnomalyEvaluation.Kind::recall);

    private static final OutputTable<WeeklyMetrics> WEEKS = OutputTable.of(WeeklyMetrics.class)
            .column("begin", WeeklyMetrics::from)
            .column("transaction_count", WeeklyMetrics::transactions)
            .column("fraud_count", WeeklyMetrics::frauds)
            .column("base_rate", WeeklyMetrics::baseRate)
            .column("mean_score", WeeklyMetrics::meanScore)
            .column("average_precision", WeeklyMetrics::averagePrecision)
            .column("calibration_error", WeeklyMetrics::calibrationError);

    private static final OutputTable<Segment> SEGMENTS = OutputTable.of(Segment.class)
            .column("name", Segment::name)
            .column("transaction_count", Segment::transactions)
            .column("fraud_count", Segment::frauds)
            .column("false_positive_rate", Segment::falsePositiveRate)
            .column("recall", Segment::recall);

    private static final OutputTable<MissingLayerResult> MISSING_LAYERS = OutputTable.of(MissingLayerResult.class)
            .column("layer", MissingLayerResult::layer)
            .column("average_precision_inputs_unknown", MissingLayerResult::unknown)
            .column("average_precision_layer_at_mean", MissingLayerResult::atMean);

    private static final OutputTable<FalseNegative> FALSE_NEGATIVES = OutputTable.of(FalseNegative.class)
            .column("transaction_id", FalseNegative::transactionId)
            .column("event_time", FalseNegative::at)
            .column("score", FalseNegative::score)
            .column("amount", fraud -> fraud.amount().decimal())
            .column("currency", fraud -> fraud.amount().currency())
            .column("typology", FalseNegative::typology)
            .column("score_raised_by", FalseNegative::against)
            .column("score_lowered_by", FalseNegative::inFavour);

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
                evaluation.rivals().stream()
                        .map(rival -> baseline(rival, evaluation.last()))
                        .toList());
        fields.put("review", band(evaluation.thresholds().review(), evaluation.reviewed()));
        fields.put("decline", band(evaluation.thresholds().decline(), evaluation.declined()));
        fields.put("amount_recall", evaluation.amountRecall());
        fields.put("typologies", rows(TYPOLOGIES, evaluation.typologies()));
        if (evaluation.anomalies() != null) {
            fields.put("anomalies", anomalies(evaluation.anomalies()));
        }
        fields.put("weeks", rows(WEEKS, evaluation.weeks()));
        fields.put("regions", rows(SEGMENTS, evaluation.regions()));
        fields.put("account_ages", rows(SEGMENTS, evaluation.ages()));
        fields.put("missing_layers", rows(MISSING_LAYERS, evaluation.absences()));
        fields.put("average_precision_nothing_missing", evaluation.samplePrecision());
        fields.put("false_negatives", rows(FALSE_NEGATIVES, evaluation.misses()));
        return fields;
    }

    /** The evaluations of anomaly models by the name of the model. */
    static Map<String, Object> ofModels(Map<String, AnomalyEvaluation> evaluations) {
        List<Map<String, Object>> models = new ArrayList<>();
        evaluations.forEach((name, evaluation) -> {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", name);
            fields.putAll(anomalies(evaluation));
            models.add(fields);
        });
        return Map.of("models", models);
    }

    private static Map<String, Object> scorer(ScorerResult scorer) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", scorer.name());
        fields.putAll(scorer.values());
        fields.put("confidence_95_percent", scorer.confidence());
        return fields;
    }

    /** A baseline also has the lead of the final score over it. */
    private static Map<String, Object> baseline(ScorerResult baseline, ScorerResult last) {
        Map<String, Object> fields = scorer(baseline);
        fields.put("average_precision_lead", baseline.lead(last));
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

    private static Map<String, Object> anomalies(AnomalyEvaluation anomalies) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("auc_roc", anomalies.aucRoc());
        fields.put("average_precision", anomalies.averagePrecision());
        fields.put("recall_at_precision_95_percent", anomalies.recallAtPrecision95());
        fields.put("budget", anomalies.budget());
        fields.put("alarm_count", anomalies.alarms());
        fields.put("alarm_share", anomalies.alarmShare());
        fields.put("alarm_precision", anomalies.alarmPrecision());
        fields.put("recall_at_budget", anomalies.recall());
        fields.put("typologies", rows(ANOMALY_TYPOLOGIES, anomalies.kinds()));
        return fields;
    }

    private static <T> List<Map<String, @Nullable Object>> rows(OutputTable<T> table, List<T> entries) {
        return entries.stream().map(table::row).toList();
    }
}
