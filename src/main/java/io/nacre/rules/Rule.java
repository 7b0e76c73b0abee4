package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Outcome;
import java.util.regex.Pattern;

/**
 * One version of a rule, and where it stands.
 *
 * @param id lower case, stable for ever: decisions name it
 * @param version from 1 to {@link #MAX_VERSION}; another expression, strength or outcome is another version
 * @param owner who answers for it
 * @param description what it says, for an analyst
 * @param expression in CEL, over the names of {@link RuleVariables}; true where the rule applies
 * @param strength whether it overrides the score
 * @param outcome what it asks for
 * @param actor who gave it its present stage
 * @param stagedAtMs when, ms since 1970
 */
public record Rule(
        String id,
        int version,
        RuleStage stage,
        String owner,
        String description,
        String expression,
        Enforcement strength,
        Outcome outcome,
        String actor,
        long stagedAtMs) {

    /** The longest expression, characters. */
    public static final int EXPRESSION_CHARACTERS = 2_000;

    /** The highest version: each is one more than the one before, and there must be a next one. */
    public static final int MAX_VERSION = 1_000_000;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** What the policy makes of a rule that applies. */
    public enum Enforcement {
        /** Overrides the score: declines, sends to review, or approves. */
        HARD,
        /** Sends to review what would pass. */
        SOFT
    }

    public Rule {
        requireNonNull(stage, "stage is null");
        requireNonNull(strength, "strength is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(expression, "expression is null");
        if (!ID.matcher(id).matches()) {
            throw new RuleException("id '" + id + "' of a rule is not made of lower-case letters, digits and '-',"
                    + " beginning with a letter, at most 63: choose one like 'big-night-transfer'");
        }
        if (version < 1 || version > MAX_VERSION) {
            throw new RuleException(
                    "rule " + id + " has version " + version + ": count versions from 1, up to " + MAX_VERSION);
        }
        requireText(id, "owner", owner);
        requireText(id, "description", description);
        requireText(id, "actor", actor);
        if (strength == Enforcement.SOFT && outcome != Outcome.REVIEW) {
            throw new RuleException("rule " + id + " is soft and asks for " + outcome
                    + ": a soft rule can only ask for REVIEW; make it HARD, or its outcome REVIEW");
        }
    }

    /** What one version of a rule is kept under. */
    public String key() {
        return id + "@" + version;
    }

    /** The same version in another stage. */
    public Rule at(RuleStage next, String by, long nowMs) {
        return new Rule(id, version, next, owner, description, expression, strength, outcome, by, nowMs);
    }

    /** Whether both do the same to the same transaction. */
    boolean saysTheSameAs(Rule other) {
        return expression.equals(other.expression) && strength == other.strength && outcome == other.outcome;
    }

    private static void requireText(String id, String field, String text) {
        if (text.isBlank()) {
            throw new RuleException("rule " + id + " has no " + field + ": give it one");
        }
    }
}
