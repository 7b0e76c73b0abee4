package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The result of scoring a transaction. The decision and its duplicates carry it unchanged.
 *
 * @param model score and explanation of the champion
 * @param degradedLayers names of the layers without input
 * @param rulesAndChallenger the results of rules and challenger, enforced or not
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink serializes List, not the immutable types.
public record ScoringResult(
        ModelScore model, List<String> degradedLayers, RuleAndChallengerResults rulesAndChallenger) {

    public ScoringResult {
        requireNonNull(model, "model is null");
        requireNonNull(rulesAndChallenger, "rulesAndChallenger is null");
        degradedLayers = List.copyOf(degradedLayers);
    }

    /** A result with input for all layers, without rules and without a challenger. */
    public ScoringResult(ModelScore model) {
        this(model, List.of(), RuleAndChallengerResults.NONE);
    }

    /** Calibrated probability of fraud by the champion, 0 to 1. */
    public double score() {
        return model.score();
    }
}
