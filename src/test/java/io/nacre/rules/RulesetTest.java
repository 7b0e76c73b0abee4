package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.decision.RuleHit;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

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
