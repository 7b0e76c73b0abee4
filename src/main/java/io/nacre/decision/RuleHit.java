package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * What one rule said of one transaction: it applies, or it could not be evaluated.
 *
 * @param version of the rule; two versions of one rule may be asked at once, one live and one in shadow
 * @param outcome what the rule asks for
 * @param hard it overrides the score; a soft one only sends to review what would pass
 * @param shadow it is only watched: nothing follows from it
 * @param failed it could not be evaluated on this transaction, so nothing follows from it either
 */
public record RuleHit(String ruleId, int version, Outcome outcome, boolean hard, boolean shadow, boolean failed) {

    public RuleHit {
        requireNonNull(ruleId, "ruleId is null");
        requireNonNull(outcome, "outcome is null");
    }

    /** Whether the policy has to heed it. */
    public boolean isEnforced() {
        return !shadow && !failed;
    }
}
