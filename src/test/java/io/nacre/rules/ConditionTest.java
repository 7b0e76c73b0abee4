package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.feature.Layers;
import io.nacre.payment.Money;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConditionTest {

    @ParameterizedTest
    @MethodSource("io.nacre.rules.Vocabulary#terms")
    void everyTermCanBeNamedAndRead(Term term) throws Exception {
        Condition condition = Condition.of("type(" + term.name() + ") == type(" + term.name() + ")");

        for (int seed = 0; seed < 50; seed++) {
            assertThat(condition.holds(Scenes.of(seed))).isTrue();
        }
    }

    @Test
    void readsTheVeryNumberOfTheVector() throws Exception {
        int at = Layers.featureNames().indexOf("amount.high");
        Condition condition = Condition.of("amount.high == 2.0");

        for (int seed = 0; seed < 50; seed++) {
            Scene scene = Scenes.of(seed);

            assertThat(condition.holds(scene)).isEqualTo(scene.feature(at) == 2);
        }
    }

    @Test
    void everyNumberOfTheVectorHasAName() {
        assertThat(Vocabulary.names())
                .containsAll(Layers.featureNames().stream()
                        .map(name -> name.endsWith("?") ? "known." + name.substring(0, name.length() - 1) : name)
                        .collect(Collectors.toList()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "score > | line 1, column 8: mismatched input",
                "geo.sped_kmh > 9.0 | line 1, column 1: there is no 'geo.sped_kmh'; did you mean geo.speed_kmh?",
                "tx.amount > 'x' | line 1, column 11: found no matching overload for '_>_' applied to '(double, string)'",
                "score | line 1, column 1: expected type 'bool' but found 'double'",
                "[1, 2].exists(x, x > 1) | there is no",
                "nonsense == 1 | 'nacre rules terms' lists what there is"
            })
    void refusesWhatIsWrongAndPointsAtTheColumn(String expression, String message) {
        assertThatThrownBy(() -> Condition.of(expression))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(message);
    }

    @Test
    void pointsAtTheLine() {
        assertThatThrownBy(() -> Condition.of("score > 0.5\n  && tx.amout > 3.0"))
                .hasMessage("line 2, column 6: there is no 'tx.amout'; did you mean tx.amount?\n"
                        + "    && tx.amout > 3.0\n       ^");
    }

    @Test
    void refusesWhatMayCostTooMuch() {
        String texts = "tx.user_agent.contains('a')" + " || tx.user_agent.contains('b')".repeat(24);
        String longer = "score > 0.5" + " && score > 0.25".repeat(200);

        assertThatThrownBy(() -> Condition.of(texts)).hasMessageContaining("more than 256");
        assertThatThrownBy(() -> Condition.of(longer)).isInstanceOf(RuleException.class);
        assertThatThrownBy(() -> Condition.of("(".repeat(500) + "true" + ")".repeat(500)))
                .isInstanceOf(RuleException.class);
    }

    /** 11,975 yen are some 70 euro; what nobody can value is above any bound. */
    @ParameterizedTest
    @CsvSource({"11975, JPY, false", "85000, JPY, true", "50001, EUR, true", "50000, EUR, false", "1, XAU, true"})
    void anAmountIsComparedByItsWorth(long minor, String currency, boolean holds) throws Exception {
        assertThat(Condition.of("tx.worth > 500.0").holds(Scenes.paying(new Money(minor, currency))))
                .isEqualTo(holds);
    }
}
