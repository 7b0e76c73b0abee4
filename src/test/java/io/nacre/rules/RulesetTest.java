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

class RulesetTest {

    @Test
    void asksEveryRuleAndSaysWhichApply() {
        Ruleset rules = Ruleset.of(List.of(
                Scenes.rule("always", 2, Stage.LIVE, "true"),
                Scenes.rule("never", 1, Stage.LIVE, "false"),
                Scenes.rule("watched", 1, Stage.SHADOW, "score >= 0.0")));

        List<RuleHit> hits = rules.ask(Scenes.of(1));

        assertThat(hits).extracting(RuleHit::ruleId).containsExactly("always", "watched");
        assertThat(hits).extracting(RuleHit::version).containsExactly(2, 1);
        assertThat(hits).extracting(RuleHit::acts).containsExactly(true, false);
    }

    @Test
    void aRuleThatFailsIsSaidSoAndHindersNoOther() {
        Ruleset rules = Ruleset.of(List.of(
                Scenes.rule("broken", 1, Stage.LIVE, "tx.attributes['not there'] == 'x'"),
                Scenes.rule("divides", 1, Stage.LIVE, "1 / (tx.amount_minor - tx.amount_minor) == 1"),
                Scenes.rule("sound", 1, Stage.LIVE, "true")));

        List<RuleHit> hits = rules.ask(Scenes.of(1));

        assertThat(hits).extracting(RuleHit::ruleId).containsExactly("broken", "divides", "sound");
        assertThat(hits).extracting(RuleHit::failed).containsExactly(true, true, false);
        assertThat(hits).extracting(RuleHit::acts).containsExactly(false, false, true);
    }

    @Test
    void aRuleThatFailsOnOnePaymentIsAskedAgainOnTheNext() {
        Scene odd = Scenes.of(1);
        Ruleset rules = Ruleset.of(List.of(Scenes.rule(
                "ratio",
                1,
                Stage.LIVE,
                "1 / (tx.amount_minor - " + odd.transaction().amount().minorUnits() + ") == 0")));

        assertThat(rules.ask(odd)).extracting(RuleHit::failed).containsExactly(true);
        assertThat(rules.ask(Scenes.of(2))).extracting(RuleHit::failed).containsExactly(false);
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
    void aRuleThatBreaksIsDisabledSaysSoAndHindersNoOther(Class<? extends Throwable> thrown) {
        AtomicInteger asked = new AtomicInteger();
        Ruleset rules = Ruleset.compiledBy(expression -> new Condition(names -> {
                    if (expression.equals("breaks")) {
                        asked.incrementAndGet();
                        throwIt(thrown);
                    }
                    return true;
                }))
                .with(List.of(
                        Scenes.rule("bomb", 1, Stage.SHADOW, "breaks"),
                        Scenes.rule("sound", 1, Stage.LIVE, "is fine")));

        for (int i = 0; i < 3; i++) {
            List<RuleHit> hits = rules.ask(Scenes.of(i));

            assertThat(hits).extracting(RuleHit::ruleId).containsExactly("bomb", "sound");
            assertThat(hits).extracting(RuleHit::failed).containsExactly(true, false);
        }
        assertThat(asked).as("asked once").hasValue(1);
        assertThat(rules.disabled()).containsExactly("bomb@1");

        Ruleset live = rules.with(List.of(Scenes.rule("bomb", 1, Stage.LIVE, "breaks")));
        assertThat(live.disabled()).as("another stage of the same expression").containsExactly("bomb@1");
        assertThat(live.with(List.of(Scenes.rule("bomb", 2, Stage.LIVE, "is fine")))
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
    void aRuleReadsItsSceneInPlace() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Ruleset rules = Ruleset.of(List.of(Scenes.rule(
                "usual", 1, Stage.LIVE, "geo.speed_kmh > 900.0 && known.geo.speed_kmh && tx.channel == 'CASH'")));
        Scene scene = Scenes.of(3);
        long bytes = 0;
        for (int i = 0; i < 20_000; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            rules.ask(scene);
            bytes = threads.getCurrentThreadAllocatedBytes() - before;
        }

        assertThat(bytes).isLessThan(400);
    }
}
