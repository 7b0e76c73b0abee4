package io.nacre.rules;

import io.nacre.decision.Outcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The latest stage of every version of every rule, and the active rules. Immutable.
 *
 * <p>At most one version of an id is enforced: the highest live one. So a new version takes over when it goes live,
 * even if the previous one was not retired.
 */
public final class RuleRegistry {

    public static final RuleRegistry EMPTY = new RuleRegistry(Map.of());

    /** Maximum number of active rules. Each costs time on every transaction. */
    public static final int MAX_ACTIVE = 200;

    private final Map<String, Rule> versions;

    private RuleRegistry(Map<String, Rule> versions) {
        this.versions = versions;
    }

    /**
     * Builds the registry from the records of a topic. A repeated earlier stage changes nothing, as in the job. A
     * version with different content changes nothing either.
     */
    public static RuleRegistry of(Collection<Rule> changes) {
        Map<String, Rule> versions = new TreeMap<>();
        changes.forEach(rule -> versions.merge(rule.key(), rule, RuleRegistry::later));
        return new RuleRegistry(versions);
    }

    private static Rule later(Rule current, Rule change) {
        return current.hasSameEffect(change) && change.stage().compareTo(current.stage()) >= 0 ? change : current;
    }

    /**
     * Returns the registry after a change to a rule. Applying the same change again has no effect.
     *
     * @throws RuleException if the stage change is not allowed, the version has a different content, or there are too
     *     many active rules
     */
    public RuleRegistry after(Rule change) {
        Rule before = versions.get(change.key());
        if (before != null && before.stage() != change.stage()) {
            requireLegal(before, change);
        }
        if (before != null && !before.hasSameEffect(change)) {
            throw new RuleException("rule " + change.key() + " exists with different content: publish version "
                    + (latest(change.id()) + 1) + " instead");
        }
        Map<String, Rule> after = new TreeMap<>(versions);
        after.put(change.key(), change);
        RuleRegistry registry = new RuleRegistry(after);
        if (registry.active().size() > MAX_ACTIVE) {
            throw new RuleException("more than " + MAX_ACTIVE + " rules would be active: retire some first");
        }
        return registry;
    }

    /**
     * The next version of a rule, as a draft that may be published.
     *
     * @throws RuleException if the rule is not valid
     */
    public Rule draft(
            String id,
            String owner,
            String description,
            String expression,
            Rule.Enforcement strength,
            Outcome outcome,
            String actor,
            long nowMs) {
        return requirePublishable(new Rule(
                id, latest(id) + 1, RuleStage.DRAFT, owner, description, expression, strength, outcome, actor, nowMs));
    }

    /**
     * A version of a rule in another stage, which may be published.
     *
     * @throws RuleException if the version does not exist, or may not change to the stage
     */
    public Rule moved(String id, int version, RuleStage stage, String actor, long nowMs) {
        Rule existing = find(id, version);
        if (existing == null) {
            throw new RuleException("there is no version " + version + " of rule " + id
                    + ": see 'nacre rules list', or publish a new version with an expression");
        }
        return requirePublishable(existing.at(stage, actor, nowMs));
    }

    private Rule requirePublishable(Rule rule) {
        Condition.of(rule.expression());
        after(rule);
        return rule;
    }

    /** One version, or null if it does not exist. */
    public @Nullable Rule find(String id, int version) {
        return versions.get(id + "@" + version);
    }

    /** The highest version of a rule; 0 if the rule does not exist. */
    public int latest(String id) {
        return versions.values().stream()
                .filter(rule -> rule.id().equals(id))
                .mapToInt(Rule::version)
                .max()
                .orElse(0);
    }

    /** All versions, ordered by the text of {@link Rule#key()}. */
    public List<Rule> all() {
        return List.copyOf(versions.values());
    }

    /** The active rules: the highest live version of each id, and all versions in shadow. */
    public List<Rule> active() {
        Map<String, Rule> active = new LinkedHashMap<>();
        for (Rule rule : versions.values()) {
            String slot = rule.stage() == RuleStage.LIVE ? rule.id() : rule.key();
            Rule other = active.get(slot);
            if (rule.stage().isActive() && (other == null || other.version() < rule.version())) {
                active.put(slot, rule);
            }
        }
        return List.copyOf(active.values());
    }

    private static void requireLegal(Rule before, Rule change) {
        if (!before.stage().mayBecome(change.stage())) {
            throw new RuleException("rule " + change.key() + " is " + before.stage() + " and cannot become "
                    + change.stage() + ": " + next(before.stage()));
        }
    }

    private static String next(RuleStage ruleStage) {
        return switch (ruleStage) {
            case DRAFT -> "it may go to SHADOW or RETIRED";
            case SHADOW -> "it may go to LIVE or RETIRED";
            case LIVE -> "it may go to RETIRED; to change the rule, publish a new version";
            case RETIRED -> "publish a new version";
        };
    }
}
