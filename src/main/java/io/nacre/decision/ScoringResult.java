package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of scoring a transaction. It goes unchanged from the scorer to the decision, and to its duplicates.
 *
 * @param model score and explanation of the champion
 * @param degradedLayers names of the layers that had no input
 * @param advice the results of rules and challenger, followed or not
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record ScoringResult(ModelScore model, List<String> degradedLayers, RuleAndChallengerResults advice) {

    public ScoringResult {
        requireNonNull(model, "model is null");
        requireNonNull(advice, "advice is null");
        degradedLayers = List.copyOf(degradedLayers);
    }

    /** Of a transaction with all inputs, without rules and without a challenger. */
    public ScoringResult(ModelScore model) {
        this(model, List.of(), RuleAndChallengerResults.NONE);
    }

    /** Calibrated probability of fraud by the champion, 0 to 1. */
    public double score() {
        return model.score();
    }
}
