package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleRegistryTest {

    @ParameterizedTest
    @CsvSource({
        "DRAFT, SHADOW, true", "DRAFT, LIVE, false", "DRAFT, RETIRED, true",
        "SHADOW, DRAFT, false", "SHADOW, LIVE, true", "SHADOW, RETIRED, true",
        "LIVE, DRAFT, false", "LIVE, SHADOW, false", "LIVE, RETIRED, true",
        "RETIRED, DRAFT, false", "RETIRED, SHADOW, false", "RETIRED, LIVE, false"
    })
    void goesForwardOnly(RuleStage from, RuleStage to, boolean legal) {
        RuleRegistry registry = RuleRegistry.EMPTY.after(rule(1, from));

        if (legal) {
            assertThat(registry.after(rule(1, to)).find("r", 1).stage()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> registry.after(rule(1, to)))
                    .isInstanceOf(RuleException.class)
                    .hasMessageStartingWith("rule r@1 is " + from + " and cannot become " + to + ": ");
        }
    }

    @Test
    void activeAreTheHighestLiveVersionAndAllInShadow() {
        RuleRegistry registry = RuleRegistry.EMPTY
                .after(rule(1, RuleStage.LIVE))
                .after(rule(2, RuleStage.SHADOW))
                .after(rule(3, RuleStage.DRAFT));

        assertThat(registry.active()).extracting(Rule::key).containsExactlyInAnyOrder("r@1", "r@2");
        assertThat(registry.after(rule(2, RuleStage.LIVE)).active())
                .extracting(Rule::key)
                .containsExactly("r@2");
    }

    @Test
    void applyingTheSameChangeAgainHasNoEffect() {
        RuleRegistry registry = RuleRegistry.EMPTY.after(rule(1, RuleStage.LIVE));

        assertThat(registry.after(rule(1, RuleStage.LIVE)).all()).isEqualTo(registry.all());
    }

    @Test
    void aVersionNeverChangesItsContent() {
        RuleRegistry registry =
                RuleRegistry.EMPTY.after(rule(1, RuleStage.SHADOW)).after(rule(2, RuleStage.DRAFT));

        assertThatThrownBy(() -> registry.after(RuleContexts.rule("r", 1, RuleStage.LIVE, "false")))
                .hasMessageContaining("publish version 3");
    }

    @Test
    void rejectsTooManyActiveRules() {
        RuleRegistry registry = RuleRegistry.EMPTY;
        for (int i = 0; i < RuleRegistry.MAX_ACTIVE; i++) {
            registry = registry.after(RuleContexts.rule("r" + i, 1, RuleStage.LIVE, "true"));
        }
        RuleRegistry full = registry;

        assertThatThrownBy(() -> full.after(RuleContexts.rule("more", 1, RuleStage.LIVE, "true")))
                .hasMessageContaining("retire some first");
        assertThat(full.after(RuleContexts.rule("more", 1, RuleStage.DRAFT, "true"))
                        .active())
                .hasSize(RuleRegistry.MAX_ACTIVE);
    }

    @Test
    void aSoftRuleOnlySupportsReview() {
        assertThatThrownBy(() -> new Rule(
                        "r", 1, RuleStage.DRAFT, "o", "s", "true", Rule.Enforcement.SOFT, Outcome.DECLINE, "ada", 0))
                .hasMessageContaining("a SOFT rule only supports REVIEW and CHALLENGE");
        assertThatThrownBy(() -> RuleContexts.rule("Big One", 1, RuleStage.DRAFT, "true"))
                .hasMessageContaining("lower-case");
    }

    private static Rule rule(int version, RuleStage ruleStage) {
        return RuleContexts.rule("r", version, ruleStage, "true");
    }
}
