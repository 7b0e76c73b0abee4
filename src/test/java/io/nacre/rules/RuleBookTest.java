package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.decision.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleBookTest {

    @ParameterizedTest
    @CsvSource({
        "DRAFT, SHADOW, true", "DRAFT, LIVE, false", "DRAFT, RETIRED, true",
        "SHADOW, DRAFT, false", "SHADOW, LIVE, true", "SHADOW, RETIRED, true",
        "LIVE, DRAFT, false", "LIVE, SHADOW, false", "LIVE, RETIRED, true",
        "RETIRED, DRAFT, false", "RETIRED, SHADOW, false", "RETIRED, LIVE, false"
    })
    void goesForwardOnly(Stage from, Stage to, boolean legal) {
        RuleBook book = RuleBook.EMPTY.after(rule(1, from));

        if (legal) {
            assertThat(book.after(rule(1, to)).find("r", 1).stage()).isEqualTo(to);
        } else {
            assertThatThrownBy(() -> book.after(rule(1, to)))
                    .isInstanceOf(RuleException.class)
                    .hasMessageStartingWith("rule r@1 is " + from + " and cannot become " + to + ": ");
        }
    }

    @Test
    void asksOneLiveVersionAndWhateverIsInShadow() {
        RuleBook book = RuleBook.EMPTY
                .after(rule(1, Stage.LIVE))
                .after(rule(2, Stage.SHADOW))
                .after(rule(3, Stage.DRAFT));

        assertThat(book.asked()).extracting(Rule::key).containsExactlyInAnyOrder("r@1", "r@2");
        assertThat(book.after(rule(2, Stage.LIVE)).asked())
                .extracting(Rule::key)
                .containsExactly("r@2");
    }

    @Test
    void hearingTheSameAgainChangesNothing() {
        RuleBook book = RuleBook.EMPTY.after(rule(1, Stage.LIVE));

        assertThat(book.after(rule(1, Stage.LIVE)).all()).isEqualTo(book.all());
    }

    @Test
    void aVersionSaysTheSameForEver() {
        RuleBook book = RuleBook.EMPTY.after(rule(1, Stage.SHADOW)).after(rule(2, Stage.DRAFT));

        assertThatThrownBy(() -> book.after(Scenes.rule("r", 1, Stage.LIVE, "false")))
                .hasMessageContaining("publish version 3");
    }

    @Test
    void refusesMoreRulesThanAreBearable() {
        RuleBook book = RuleBook.EMPTY;
        for (int i = 0; i < RuleBook.ASKED_MOST; i++) {
            book = book.after(Scenes.rule("r" + i, 1, Stage.LIVE, "true"));
        }
        RuleBook full = book;

        assertThatThrownBy(() -> full.after(Scenes.rule("more", 1, Stage.LIVE, "true")))
                .hasMessageContaining("retire some first");
        assertThat(full.after(Scenes.rule("more", 1, Stage.DRAFT, "true")).asked())
                .hasSize(RuleBook.ASKED_MOST);
    }

    @Test
    void aSoftRuleOnlyAsksForReview() {
        assertThatThrownBy(() ->
                        new Rule("r", 1, Stage.DRAFT, "o", "s", "true", Rule.Strength.SOFT, Outcome.DECLINE, "ada", 0))
                .hasMessageContaining("a soft rule can only ask for REVIEW");
        assertThatThrownBy(() -> Scenes.rule("Big One", 1, Stage.DRAFT, "true")).hasMessageContaining("lower-case");
    }

    private static Rule rule(int version, Stage stage) {
        return Scenes.rule("r", version, stage, "true");
    }
}
