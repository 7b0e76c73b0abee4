package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nacre.feature.layer.Layers;
import io.nacre.payment.Money;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @MethodSource("io.nacre.rules.RuleVariables#terms")
    void everyVariableCanBeRead(RuleVariable ruleVariable) throws Exception {
        Condition condition = Condition.of("type(" + ruleVariable.name() + ") == type(" + ruleVariable.name() + ")");

        for (int seed = 0; seed < 50; seed++) {
            assertThat(condition.matches(RuleContexts.of(seed))).isTrue();
        }
    }

    @Test
    void readsTheFeatureFromTheVector() throws Exception {
        int at = Layers.featureNames().indexOf("amount.high");
        Condition condition = Condition.of("amount.high == 2.0");

        for (int seed = 0; seed < 50; seed++) {
            RuleContext ruleContext = RuleContexts.of(seed);

            assertThat(condition.matches(ruleContext)).isEqualTo(ruleContext.feature(at) == 2);
        }
    }

    @Test
    void everyFeatureHasAVariable() {
        assertThat(RuleVariables.names())
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
                "nonsense == 1 | 'nacre rules variables' lists all names"
            })
    void rejectsFaultyExpressionsWithTheirColumn(String expression, String message) {
        assertThatThrownBy(() -> Condition.of(expression))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tx.id.matches('((a{1000}){1000}){1000}') | line 1, column 15: the pattern has 1000000000 steps",
                "tx.mcc == '1' && matches(tx.id, '((a{1000}){1000}){1000}') | line 1, column 33: the pattern has",
                "tx.id.matches('(?i)(([a-z]{99}){99}){9,}') | more than 480",
                "tx.id.matches('(unclosed') | line 1, column 15: the pattern is not valid RE2 syntax",
                "tx.id.matches('(?=Moz)') | line 1, column 15: the pattern is not valid RE2 syntax",
                "tx.id.matches('a{1001}') | the pattern",
                "tx.id.matches(tx.user_agent) | line 1, column 17: a pattern must be a literal",
                "matches('a', tx.user_agent) | a pattern must be a literal",
                "tx.id.matches('a' + 'b') | a pattern must be a literal",
                "tx.id.matches(tx.mcc == '' ? 'a' : 'b') | a pattern must be a literal",
                "tx.id.matches(tx.attributes['x']) | a pattern must be a literal",
                "tx.id.matches(dyn('a')) | a pattern must be a literal",
                "timestamp('2026-02-30T00:00:00Z') < timestamp('2026-03-01T00:00:00Z') | line 1, column 10: this can never",
                "score > 0.5 && timestamp('nonsense') < timestamp('2026-03-01T00:00:00Z') | line 1, column 25: this can",
                "duration('abc') < duration('1h') | line 1, column 9: this can never be evaluated",
                "int('0x10') == tx.amount_minor | this can never be evaluated",
                "double('many') < tx.amount | this can never be evaluated",
                "tx.amount_minor == 1 / 0 | this can never be evaluated",
                "tx.amount_minor in [1, 2, 5 % 0] | this can never be evaluated",
                "tx.mcc == {'a': 'b'}['c'] | this can never be evaluated"
            })
    void rejectsFaultyLiteralsWithTheirColumn(String expression, String message) {
        assertThatThrownBy(() -> Condition.of(expression))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a Mozilla b'.matches('Mozilla')",
                "matches('MOZILLA', '(?i)mozilla') && !'Mozilla'.matches('^zilla')",
                "'411'.matches(r'^\\d{3}$') && !'4111'.matches(r'^\\d{3}$')",
                "timestamp('2026-02-28T00:00:00Z') < timestamp('2026-03-01T00:00:00Z') && duration('90m') > duration('1h')",
                "int('12') == 12 && 7 / 2 == 3"
            })
    void validLiteralsAreEvaluatedAsInCel(String expression) throws Exception {
        assertThat(Condition.of(expression).matches(RuleContexts.of(1))).isTrue();
    }

    @Test
    void longerTextsCostMore() {
        String sum = "tx.user_agent" + " + tx.device_id".repeat(4);

        assertThatThrownBy(() -> Condition.of("(" + sum + ").contains(" + sum + ")"))
                .hasMessageContaining("more than 256");
        assertThatThrownBy(() -> Condition.of("(" + sum + ").matches('[a-z]{50}')"))
                .hasMessageContaining("more than 256");
        assertThatThrownBy(() -> Condition.of("tx.id.matches('a{60}')" + " || tx.id.matches('b{60}')".repeat(4)))
                .hasMessageContaining("more than 256");
        assertThatNoException().isThrownBy(() -> Condition.of("(tx.user_agent + tx.device_id).contains('bot')"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'a':", "[", "!", "-", "1-", "tx.amount_minor - 1 - ", "true?true:", "type(", "'a' + ", "tx.id."
            })
    void everyInvalidExpressionIsRejected(String expression) {
        for (int times : new int[] {10, 100, 300, 1_900 / expression.length()}) {
            assertThatThrownBy(() -> Condition.of(expression.repeat(times))).isInstanceOf(RuleException.class);
            assertThatThrownBy(() -> Condition.of(expression.repeat(times) + "1 == 'x'"))
                    .isInstanceOf(RuleException.class);
        }
    }

    @Test
    void reportsTheLine() {
        assertThatThrownBy(() -> Condition.of("score > 0.5\n  && tx.amout > 3.0"))
                .hasMessage("line 2, column 6: there is no 'tx.amout'; did you mean tx.amount?\n"
                        + "    && tx.amout > 3.0\n       ^");
    }

    @Test
    void rejectsExpressionsAboveTheCostLimit() {
        String texts = "tx.user_agent.contains('a')" + " || tx.user_agent.contains('b')".repeat(24);
        String longer = "score > 0.5" + " && score > 0.25".repeat(200);

        assertThatThrownBy(() -> Condition.of(texts)).hasMessageContaining("more than 256");
        assertThatThrownBy(() -> Condition.of(longer)).isInstanceOf(RuleException.class);
        assertThatThrownBy(() -> Condition.of("(".repeat(500) + "true" + ")".repeat(500)))
                .isInstanceOf(RuleException.class);
    }

    /** 11,975 yen are some 70 euro; an amount without an exchange rate is infinite. */
    @ParameterizedTest
    @CsvSource({"11975, JPY, false", "85000, JPY, true", "50001, EUR, true", "50000, EUR, false", "1, XAU, true"})
    void amountsAreComparedInTheReportingCurrency(long minor, String currency, boolean matches) throws Exception {
        assertThat(Condition.of("tx.worth > 500.0").matches(RuleContexts.paying(new Money(minor, currency))))
                .isEqualTo(matches);
    }

    @Test
    void namesTheVariablesThatItUses() {
        assertThat(Condition.of("geo.speed_kmh > 900.0 && known.geo.speed_kmh && tx.attributes['a'] == tx.id"
                                + " && partial.geo > score")
                        .variables())
                .containsExactlyInAnyOrder(
                        "geo.speed_kmh", "known.geo.speed_kmh", "tx.attributes", "tx.id", "partial.geo", "score");
        assertThat(Condition.of("true").variables()).isEmpty();
    }
}
