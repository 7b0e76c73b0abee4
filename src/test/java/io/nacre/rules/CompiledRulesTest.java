package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.decision.RuleHit;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledRulesTest {

    @Test
    void evaluatesAllRulesAndReturnsTheMatches() {
        CompiledRules rules = CompiledRules.of(List.of(
                RuleContexts.rule("always", 2, RuleStage.LIVE, "true"),
                RuleContexts.rule("never", 1, RuleStage.LIVE, "false"),
                RuleContexts.rule("watched", 1, RuleStage.SHADOW, "score >= 0.0")));

        List<RuleHit> hits = rules.evaluate(RuleContexts.of(1));

        assertThat(hits).extracting(RuleHit::ruleId).containsExactly("always", "watched");
        assertThat(hits).extracting(RuleHit::version).containsExactly(2, 1);
        assertThat(hits).extracting(RuleHit::isEnforced).containsExactly(true, false);
    }

    @Test
    void aFailingRuleIsReportedAndDoesNotStopOthers() {
        CompiledRules rules = CompiledRules.of(List.of(
                RuleContexts.rule("broken", 1, RuleStage.LIVE, "tx.attributes['not there'] == 'x'"),
                RuleContexts.rule("divides", 1, RuleStage.LIVE, "1 / (tx.amount_minor - tx.amount_minor) == 1"),
                RuleContexts.rule("sound", 1, RuleStage.LIVE, "true")));

        List<RuleHit> hits = rules.evaluate(RuleContexts.of(1));

        assertThat(hits).extracting(RuleHit::ruleId).containsExactly("broken", "divides", "sound");
        assertThat(hits).extracting(RuleHit::failed).containsExactly(true, true, false);
        assertThat(hits).extracting(RuleHit::isEnforced).containsExactly(false, false, true);
    }

    @Test
    void aFailingRuleIsEvaluatedAgainOnTheNextTransaction() {
        RuleContext odd = RuleContexts.of(1);
        CompiledRules rules = CompiledRules.of(List.of(RuleContexts.rule(
                "ratio",
                1,
                RuleStage.LIVE,
                "1 / (tx.amount_minor - " + odd.transaction().amount().minorUnits() + ") == 0")));

        assertThat(rules.evaluate(odd)).extracting(RuleHit::failed).containsExactly(true);
        assertThat(rules.evaluate(RuleContexts.of(2)))
                .extracting(RuleHit::failed)
                .containsExactly(false);
        assertThat(rules.disabled()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                StackOverflowError.class,
                OutOfMemoryError.class,
                NoClassDefFoundError.class,
                IllegalStateException.class
            })
    void aBrokenRuleIsDisabledAndDoesNotStopOthers(Class<? extends Throwable> thrown) {
        AtomicInteger evaluations = new AtomicInteger();
        CompiledRules rules = CompiledRules.compiledBy(expression -> new Condition(names -> {
                    if (expression.equals("breaks")) {
                        evaluations.incrementAndGet();
                        throwIt(thrown);
                    }
                    return true;
                }))
                .with(List.of(
                        RuleContexts.rule("bomb", 1, RuleStage.SHADOW, "breaks"),
                        RuleContexts.rule("sound", 1, RuleStage.LIVE, "is fine")));

        for (int i = 0; i < 3; i++) {
            List<RuleHit> hits = rules.evaluate(RuleContexts.of(i));

            assertThat(hits).extracting(RuleHit::ruleId).containsExactly("bomb", "sound");
            assertThat(hits).extracting(RuleHit::failed).containsExactly(true, false);
        }
        assertThat(evaluations).as("evaluated once").hasValue(1);
        assertThat(rules.disabled()).containsExactly("bomb@1");

        CompiledRules live = rules.with(List.of(RuleContexts.rule("bomb", 1, RuleStage.LIVE, "breaks")));
        assertThat(live.disabled()).as("another stage of the same expression").containsExactly("bomb@1");
        assertThat(live.with(List.of(RuleContexts.rule("bomb", 2, RuleStage.LIVE, "is fine")))
                        .disabled())
                .isEmpty();
    }

    private static void throwIt(Class<? extends Throwable> thrown) {
        try {
            Throwable made = thrown.getDeclaredConstructor().newInstance();
            if (made instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) made;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void rulesReadTheReusedContext() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CompiledRules rules = CompiledRules.of(List.of(RuleContexts.rule(
                "usual", 1, RuleStage.LIVE, "geo.speed_kmh > 900.0 && known.geo.speed_kmh && tx.channel == 'CASH'")));
        RuleContext ruleContext = RuleContexts.of(3);
        long bytes = 0;
        for (int i = 0; i < 20_000; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            rules.evaluate(ruleContext);
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(bytes).isLessThan(400);
    }
}
