package io.nacre.training;

import static java.util.Objects.requireNonNull;

import io.nacre.training.evaluate.EvaluationOptions;
import io.nacre.training.tune.CostModel;
import io.nacre.training.tune.ReportingCurrencyConverter;

/**
 * The options for the evaluation of a new bundle.
 *
 * @param leaveOutCompromised exclude cards known to be compromised, see {@link EvaluationOptions}
 * @param costs for the report
 * @param rates the reporting currency
 */
public record TrainingEvaluationOptions(
        BaselineSelection comparison, boolean leaveOutCompromised, CostModel costs, ReportingCurrencyConverter rates) {

    public static final TrainingEvaluationOptions DEFAULT = new TrainingEvaluationOptions(
            BaselineSelection.NONE, false, CostModel.DEFAULT, new ReportingCurrencyConverter());

    public TrainingEvaluationOptions {
        requireNonNull(comparison, "comparison is null");
        requireNonNull(costs, "costs is null");
    }

    public TrainingEvaluationOptions with(BaselineSelection better) {
        return new TrainingEvaluationOptions(better, leaveOutCompromised, costs, rates);
    }
}
