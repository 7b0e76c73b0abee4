package io.nacre.decision;

import static java.util.Objects.requireNonNull;

/**
 * The result of one rule on one transaction: it matched, or it could not be evaluated.
 *
 * @param version the version of the rule; a live and a shadow version may be evaluated at the same time
 * @param outcome the outcome that the rule requests
 * @param hard whether it overrides the score; a soft rule only raises an approval to a review
 * @param shadow whether it is only logged and not enforced
 * @param failed whether it could not be evaluated on this transaction; then it is not enforced
 */
public record RuleHit(String ruleId, int version, Outcome outcome, boolean hard, boolean shadow, boolean failed) {

    public RuleHit {
        requireNonNull(ruleId, "ruleId is null");
        requireNonNull(outcome, "outcome is null");
    }

    /** Whether the policy enforces it. */
    public boolean isEnforced() {
        return !shadow && !failed;
    }
}
