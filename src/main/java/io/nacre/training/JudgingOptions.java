package io.nacre.training;

import static java.util.Objects.requireNonNull;

/**
 * How a freshly trained bundle is judged.
 *
 * @param leaveOutCompromised judge nothing by cards known to be compromised, see {@link EvaluationOptions}
 * @param costs for the report
 * @param rates in what amounts are counted
 */
public record JudgingOptions(Comparison comparison, boolean leaveOutCompromised, Costs costs, Rates rates) {

    public static final JudgingOptions DEFAULT = new JudgingOptions(Comparison.NONE, false, Costs.DEFAULT, new Rates());

    public JudgingOptions {
        requireNonNull(comparison, "comparison is null");
        requireNonNull(costs, "costs is null");
    }

    public JudgingOptions with(Comparison better) {
        return new JudgingOptions(better, leaveOutCompromised, costs, rates);
    }
}
