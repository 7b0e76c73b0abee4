package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.ReportingCurrency;

/**
 * How a freshly trained bundle is judged.
 *
 * @param leaveOutCompromised judge nothing by cards known to be compromised, see {@link EvaluationOptions}
 * @param costs for the report
 * @param rates in what amounts are counted
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
