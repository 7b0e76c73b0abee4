package io.nacre.rules;

import dev.cel.runtime.CelEvaluationException;
import io.nacre.decision.RuleHit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rules that are asked, compiled once, over one scene. Not thread-safe.
 *
 * <p>A rule that cannot be evaluated on a transaction has failed on that one, and is asked again on the next: else a
 * payer could switch a rule off by an odd attribute. A rule that fails in any other way, such as for want of memory or
 * stack, is disabled: it is said to have failed on every transaction, and asked no more.
 */
public final class CompiledRules {

    public static final CompiledRules NONE = new CompiledRules(List.of(), Condition::of);

    private final List<Asked> asked;
    private final Function<String, Condition> compiler;

    /** A rule with what it can say, made beforehand. */
    private record Asked(String key, Evaluation evaluation, RuleHit hit, RuleHit failure) {}

    /** An expression that is asked, shared by all rules that have it. */
    private static final class Evaluation {

        private final String expression;
        private final Condition condition;
        private boolean disabled;

        private Evaluation(String expression, Condition condition) {
            this.expression = expression;
            this.condition = condition;
        }
    }

    private CompiledRules(List<Asked> asked, Function<String, Condition> compiler) {
        this.asked = asked;
        this.compiler = compiler;
    }

    /** None yet; those to come are compiled in this way. */
    static CompiledRules compiledBy(Function<String, Condition> compiler) {
        return new CompiledRules(List.of(), compiler);
    }

    /**
     * Compiles them.
     *
     * @throws RuleException if one does not compile
     */
    public static CompiledRules of(Collection<Rule> rules) {
        return NONE.with(rules);
    }

    /**
     * Other rules; what is compiled already is not compiled again.
     *
     * @throws RuleException if one does not compile
     */
    public CompiledRules with(Collection<Rule> rules) {
        Map<String, Evaluation> known = new HashMap<>();
        asked.forEach(each -> known.put(each.evaluation().expression, each.evaluation()));
        List<Asked> next = new ArrayList<>();
        for (Rule rule : rules) {
            Evaluation evaluation = known.computeIfAbsent(
                    rule.expression(), expression -> new Evaluation(expression, compiler.apply(expression)));
            next.add(new Asked(rule.key(), evaluation, hit(rule, false), hit(rule, true)));
        }
        return new CompiledRules(List.copyOf(next), compiler);
    }

    public boolean isEmpty() {
        return asked.isEmpty();
    }

    /** The versions of rules that are asked no more, since their evaluation broke. */
    public List<String> disabled() {
        return asked.stream()
                .filter(each -> each.evaluation().disabled)
                .map(Asked::key)
                .toList();
    }

    /** The rules that apply to the scene, and those that failed on it; whatever one does, the others are asked. */
    public List<RuleHit> evaluate(RuleContext ruleContext) {
        List<RuleHit> hits = List.of();
        for (int i = 0; i < asked.size(); i++) {
            RuleHit said = evaluate(asked.get(i), ruleContext);
            if (said != null) {
                hits = hits.isEmpty() ? new ArrayList<>(2) : hits;
                hits.add(said);
            }
        }
        return hits;
    }

    private static @Nullable RuleHit evaluate(Asked rule, RuleContext ruleContext) {
        Evaluation evaluation = rule.evaluation();
        if (evaluation.disabled) {
            return rule.failure();
        }
        try {
            return evaluation.condition.matches(ruleContext) ? rule.hit() : null;
        } catch (CelEvaluationException e) {
            return rule.failure();
        } catch (RuntimeException | Error e) {
            // A rule is somebody's text: whatever it does, payments are decided.
            evaluation.disabled = true;
            return rule.failure();
        }
    }

    private static RuleHit hit(Rule rule, boolean failed) {
        return new RuleHit(
                rule.id(),
                rule.version(),
                rule.outcome(),
                rule.strength() == Rule.Enforcement.HARD,
                rule.stage() == RuleStage.SHADOW,
                failed);
    }
}
