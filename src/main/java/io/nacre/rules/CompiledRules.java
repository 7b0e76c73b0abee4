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
 * The active rules, compiled once and evaluated on one context. Not thread-safe.
 *
 * <p>If a rule cannot be evaluated on one transaction, it fails on that transaction only. It is evaluated again on the
 * next one; otherwise a payer could disable a rule with an odd attribute. Any other error, such as a lack of memory or
 * stack, disables the rule. A disabled rule reports a failure for every further transaction.
 */
public final class CompiledRules {

    public static final CompiledRules NONE = new CompiledRules(List.of(), Condition::of);

    private final List<ActiveRule> activeRules;
    private final Function<String, Condition> compiler;

    /** A rule with its two possible results, created in advance. */
    private record ActiveRule(String key, Evaluation evaluation, RuleHit hit, RuleHit failure) {}

    /** A compiled expression, shared by all rules with the same text. */
    private static final class Evaluation {

        private final String expression;
        private final Condition condition;
        private boolean disabled;

        private Evaluation(String expression, Condition condition) {
            this.expression = expression;
            this.condition = condition;
        }
    }

    private CompiledRules(List<ActiveRule> activeRules, Function<String, Condition> compiler) {
        this.activeRules = activeRules;
        this.compiler = compiler;
    }

    /** No rules; rules added later use this compiler. */
    static CompiledRules compiledBy(Function<String, Condition> compiler) {
        return new CompiledRules(List.of(), compiler);
    }

    /**
     * Compiles the rules.
     *
     * @throws RuleException if a rule does not compile
     */
    public static CompiledRules of(Collection<Rule> rules) {
        return NONE.with(rules);
    }

    /**
     * Replaces the rules. Expressions that are already compiled are reused.
     *
     * @throws RuleException if a rule does not compile
     */
    public CompiledRules with(Collection<Rule> rules) {
        Map<String, Evaluation> evaluations = new HashMap<>();
        activeRules.forEach(each -> evaluations.put(each.evaluation().expression, each.evaluation()));
        List<ActiveRule> next = new ArrayList<>();
        for (Rule rule : rules) {
            Evaluation evaluation = evaluations.computeIfAbsent(
                    rule.expression(), expression -> new Evaluation(expression, compiler.apply(expression)));
            next.add(new ActiveRule(rule.key(), evaluation, hit(rule, false), hit(rule, true)));
        }
        return new CompiledRules(List.copyOf(next), compiler);
    }

    public boolean isEmpty() {
        return activeRules.isEmpty();
    }

    /** The keys of the rules that were disabled by an error. */
    public List<String> disabled() {
        return activeRules.stream()
                .filter(each -> each.evaluation().disabled)
                .map(ActiveRule::key)
                .toList();
    }

    /** The rules that match or failed. An error in one rule does not affect the others. */
    public List<RuleHit> evaluate(RuleContext ruleContext) {
        List<RuleHit> hits = List.of();
        for (int i = 0; i < activeRules.size(); i++) {
            RuleHit hit = evaluate(activeRules.get(i), ruleContext);
            if (hit != null) {
                hits = hits.isEmpty() ? new ArrayList<>(2) : hits;
                hits.add(hit);
            }
        }
        return hits;
    }

    private static @Nullable RuleHit evaluate(ActiveRule rule, RuleContext ruleContext) {
        Evaluation evaluation = rule.evaluation();
        if (evaluation.disabled) {
            return rule.failure();
        }
        try {
            return evaluation.condition.matches(ruleContext) ? rule.hit() : null;
        } catch (CelEvaluationException e) {
            return rule.failure();
        } catch (RuntimeException | Error e) {
            // Analysts write rules. No error in a rule may stop the decision.
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
