package io.nacre.app.training;

import io.nacre.training.TrainingResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Converts the result of a training to fields for programs. */
final class TrainingOutput {

    private TrainingOutput() {}

    /**
     * The result of a training.
     *
     * @param bundle where the bundle is, {@code report} where its report is
     */
    static Map<String, Object> of(TrainingResult result, Path bundle, Path report) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("bundle_id", result.bundle().id());
        fields.put("bundle", bundle.toString());
        fields.put("report", report.toString());
        fields.put("train_transaction_count", result.trainRows());
        fields.put("train_fraud_count", result.trainFrauds());
        fields.put("evaluation", EvaluationOutput.of(result.evaluation()));
        return fields;
    }
}
