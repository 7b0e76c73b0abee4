package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.ReportingCurrency;

/**
 * The options for the evaluation of a new bundle.
 *
 * @param leaveOutCompromised exclude cards known to be compromised, see {@link EvaluationOptions}
 * @param costs for the report
 * @param rates the reporting currency
 */
public record TrainingEvaluationOptions(
        BaselineModels comparison, boolean leaveOutCompromised, CostModel costs, ReportingCurrency rates) {

    public static final TrainingEvaluationOptions DEFAULT =
            new TrainingEvaluationOptions(BaselineModels.NONE, false, CostModel.DEFAULT, new ReportingCurrency());

    public TrainingEvaluationOptions {
        requireNonNull(comparison, "comparison is null");
        requireNonNull(costs, "costs is null");
    }

    public TrainingEvaluationOptions with(BaselineModels better) {
        return new TrainingEvaluationOptions(better, leaveOutCompromised, costs, rates);
    }
}
