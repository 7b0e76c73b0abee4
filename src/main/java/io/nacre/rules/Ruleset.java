package io.nacre.rules;

import dev.cel.runtime.CelEvaluationException;
import io.nacre.decision.RuleHit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that are asked, compiled once, over one scene. Not thread-safe. */
public final class Ruleset {

    public static final Ruleset NONE = new Ruleset(List.of());

    private final List<Asked> asked;

    /** A rule with what it can say, made beforehand. */
    private record Asked(String expression, Condition condition, RuleHit hit, RuleHit failure) {}

    private Ruleset(List<Asked> asked) {
        this.asked = asked;
    }

    /**
     * Compiles them.
     *
     * @throws RuleException if one does not compile
     */
    public static Ruleset of(Collection<Rule> rules) {
        return NONE.with(rules);
    }

    /**
     * Other rules; what is compiled already is not compiled again.
     *
     * @throws RuleException if one does not compile
     */
    public Ruleset with(Collection<Rule> rules) {
        Map<String, Condition> known = new HashMap<>();
        asked.forEach(each -> known.put(each.expression(), each.condition()));
        List<Asked> next = new ArrayList<>();
        for (Rule rule : rules) {
            Condition condition = known.computeIfAbsent(rule.expression(), Condition::of);
            next.add(new Asked(rule.expression(), condition, hit(rule, false), hit(rule, true)));
        }
        return new Ruleset(List.copyOf(next));
    }

    public boolean isEmpty() {
        return asked.isEmpty();
    }

    /** The rules that apply to the scene, and those that failed on it; whatever one does, the others are asked. */
    public List<RuleHit> ask(Scene scene) {
        List<RuleHit> hits = List.of();
        for (int i = 0; i < asked.size(); i++) {
            Asked rule = asked.get(i);
            RuleHit said = null;
            try {
                said = rule.condition().holds(scene) ? rule.hit() : null;
            } catch (CelEvaluationException | RuntimeException e) {
                // A rule is somebody's text: whatever it does, payments are decided.
                said = rule.failure();
            }
            if (said != null) {
                hits = hits.isEmpty() ? new ArrayList<>(2) : hits;
                hits.add(said);
            }
        }
        return hits;
    }

    private static RuleHit hit(Rule rule, boolean failed) {
        return new RuleHit(
                rule.id(),
                rule.version(),
                rule.outcome(),
                rule.strength() == Rule.Strength.HARD,
                rule.stage() == Stage.SHADOW,
                failed);
    }
}
