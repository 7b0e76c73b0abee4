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
    void checksWhatIsPublished() {
        Rule draft = draft(RuleRegistry.EMPTY, "score > 0.5");
        assertThat(draft.key()).isEqualTo("r@1");
        RuleRegistry registry = RuleRegistry.EMPTY.after(draft);
        assertThat(draft(registry, "score > 0.6").key()).isEqualTo("r@2");
        Rule shadow = registry.moved("r", 1, RuleStage.SHADOW, "eve", 7);
        assertThat(shadow.stage()).isEqualTo(RuleStage.SHADOW);
        assertThat(shadow.actor()).isEqualTo("eve");

        assertThatThrownBy(() -> draft(registry, "scor > 0.5"))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("line 1, column 1")
                .hasMessageContaining("did you mean score?");
        assertThatThrownBy(() -> registry.moved("r", 1, RuleStage.LIVE, "eve", 7))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("cannot become LIVE");
        assertThatThrownBy(() -> registry.moved("r", 2, RuleStage.SHADOW, "eve", 7))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("no version 2 of rule r");
    }

    private static Rule draft(RuleRegistry registry, String expression) {
        return registry.draft("r", "risk", "says", expression, Rule.Enforcement.HARD, Outcome.REVIEW, "ada", 5);
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
