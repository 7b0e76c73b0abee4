package io.nacre.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.nacre.decision.RuleHit;
import java.util.List;

/** Whatever a person writes as a rule: it is refused with a message, or it can be asked of a payment. */
class RuleFuzzTest {

    private static final Scene SCENE = Scenes.of(7);

    @FuzzTest(maxDuration = "1m")
    void compilesAndRuns(byte[] input) {
        Ruleset rules;
        try {
            rules = Ruleset.of(List.of(Scenes.rule("fuzzed", 1, Stage.LIVE, new String(input, UTF_8))));
        } catch (RuleException | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        List<RuleHit> hits = rules.ask(SCENE);

        assertThat(hits).hasSizeLessThanOrEqualTo(1);
        assertThat(rules.ask(SCENE)).isEqualTo(hits);
    }
}
