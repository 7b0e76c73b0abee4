package io.nacre.rules;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Outcome;
import java.util.regex.Pattern;

/**
 * One version of a rule, with its stage.
 *
 * @param id lower case, never changes: decisions contain it
 * @param version from 1 to {@link #MAX_VERSION}; a change of expression, strength or outcome needs a new version
 * @param owner the person or team responsible
 * @param description the meaning, for an analyst
 * @param expression a CEL expression over the names of {@link RuleVariables}; true if the rule matches
 * @param strength whether it overrides the score
 * @param outcome the outcome that the rule requests
 * @param actor who set the current stage
 * @param stagedAtMs when the current stage was set, ms since 1970
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

    /** Maximum length of an expression, in characters. */
    public static final int EXPRESSION_CHARACTERS = 2_000;

    /** The highest version. */
    public static final int MAX_VERSION = 1_000_000;

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    /** The effect of a matching rule in the policy. */
    public enum Enforcement {
        /** Overrides the score: declines, reviews, or approves. A challenge only raises an approval. */
        HARD,
        /** Raises an approval to a challenge or a review. */
        SOFT
    }

    public Rule {
        requireNonNull(stage, "stage is null");
        requireNonNull(strength, "strength is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(expression, "expression is null");
        if (!ID.matcher(id).matches()) {
            throw new RuleException("id '" + id + "' of a rule is invalid: use lower-case letters, digits and '-',"
                    + " starting with a letter, at most 63 characters, such as 'big-night-transfer'");
        }
        if (version < 1 || version > MAX_VERSION) {
            throw new RuleException(
                    "rule " + id + " has version " + version + ": count versions from 1, up to " + MAX_VERSION);
        }
        requireText(id, "owner", owner);
        requireText(id, "description", description);
        requireText(id, "actor", actor);
        if (strength == Enforcement.SOFT && outcome != Outcome.REVIEW && outcome != Outcome.CHALLENGE) {
            throw new RuleException(
                    "rule " + id + " is SOFT with outcome " + outcome
                            + ": a SOFT rule only supports REVIEW and CHALLENGE; make the rule HARD, or choose one of these outcomes");
        }
    }

    /** The key of this version: id and version. */
    public String key() {
        return id + "@" + version;
    }

    /** Returns this version in another stage. */
    public Rule at(RuleStage next, String by, long nowMs) {
        return new Rule(id, version, next, owner, description, expression, strength, outcome, by, nowMs);
    }

    /** Whether both versions have the same effect. */
    boolean hasSameEffect(Rule other) {
        return expression.equals(other.expression) && strength == other.strength && outcome == other.outcome;
    }

    private static void requireText(String id, String field, String text) {
        if (text.isBlank()) {
            throw new RuleException("rule " + id + " has no " + field + ": set it");
        }
    }
}
