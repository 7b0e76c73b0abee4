package io.nacre.training.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberSyntaxTest {

    private static final NumberSyntax GERMAN = new NumberSyntax(',', '.');
    private static final NumberSyntax ENGLISH = new NumberSyntax('.', ',');
    private static final NumberSyntax FRENCH = new NumberSyntax(',', ' ');

    @ParameterizedTest
    @CsvSource({
        "25.90, 25.90",
        "-3, -3",
        "+3, 3",
        ".5, 0.5",
        "5., 5",
        "$134.09, 134.09",
        "$-99.00, -99.00",
        "-$99.00, -99.00",
        "1.0E7, 10000000",
        "2.5e-05, 0.000025",
        "1.234, 1.234"
    })
    void readsDigitsWithAtMostOnePoint(String text, String number) {
        assertThat(NumberSyntax.UNSTATED.parse(text, "amount")).isEqualByComparingTo(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25,90 | 25,90 could be 25.90 (decimal-mark \",\") or 2590 (decimal-mark \".\")",
                "1,234 | 1,234 could be 1.234 (decimal-mark \",\") or 1234 (decimal-mark \".\")",
                "1.234,56 | 1.234,56 could be 1234.56 (decimal-mark \",\")",
                "1,234.56 | 1,234.56 could be 1234.56 (decimal-mark \".\")",
                "1,2,3 | 1,2,3 could be 123 (decimal-mark \".\")",
                "1.234.567 | 1.234.567 has marks between its digits",
                "1 234 | 1 234 could be 1234",
                "1'234 | 1'234 could be 1234"
            })
    void refusesWhatHasSeveralReadingsUntilTheMappingStatesOne(String text, String message) {
        assertThatThrownBy(() -> NumberSyntax.UNSTATED.parse(text, "amount"))
                .isInstanceOf(AmbiguousNumberException.class)
                .hasMessageStartingWith("amount: " + message)
                .hasMessageEndingWith(": set decimal-mark and grouping-mark in the mapping");
    }

    @Test
    void readsByTheMarksThatAreStated() {
        assertThat(GERMAN.parse("25,90", "a")).isEqualByComparingTo("25.90");
        assertThat(GERMAN.parse("1.234,56", "a")).isEqualByComparingTo("1234.56");
        assertThat(GERMAN.parse("-1.234.567,5", "a")).isEqualByComparingTo("-1234567.5");
        assertThat(GERMAN.parse("1.234", "a")).isEqualByComparingTo("1234");
        assertThat(ENGLISH.parse("$1,234.60", "a")).isEqualByComparingTo("1234.60");
        assertThat(ENGLISH.parse("12,34,567.89", "a")).isEqualByComparingTo("1234567.89");
        assertThat(FRENCH.parse("1 234,5", "a")).isEqualByComparingTo("1234.5");
        assertThat(FRENCH.parse("1\u00A0234\u202F567,5", "a")).isEqualByComparingTo("1234567.5");
        assertThat(new NumberSyntax(null, '.').decimal()).isEqualTo(',');
        assertThat(new NumberSyntax(null, ',').decimal()).isEqualTo('.');
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.90", "1.23", "1.2.3", "12.345.67", "1,234,56", ".123", "1..234", "1.234.", "1234.567"})
    void refusesGroupsThatAreNone(String text) {
        assertThatThrownBy(() -> GERMAN.parse(text, "amount")).isInstanceOf(BadRowException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1E+200000000",
                "1E+999999999",
                "1e-999999999",
                "5E400",
                "1E309",
                "1E99999999999",
                "nan",
                "NaN",
                "Infinity",
                "null",
                "1$2",
                "--1",
                "(5.00)",
                "0x10",
                "1e",
                "e5",
                "",
                ".",
                "-",
                "€5",
                "1_000_",
                "٥"
            })
    void refusesWhatIsNoNumberOrBeyondADouble(String text) {
        assertThat(NumberSyntax.PLAIN.valueOf(text)).isNaN();
        assertThatThrownBy(() -> NumberSyntax.PLAIN.parse(text, "amount"))
                .isInstanceOf(BadRowException.class)
                .hasMessage("amount: " + text + " is not a number: correct it, or remove the row");
    }

    @Test
    void refusesANumberOfManyDigits() {
        assertThat(NumberSyntax.PLAIN.valueOf("1".repeat(65))).isNaN();
        assertThat(NumberSyntax.PLAIN.parse("1".repeat(64), "a")).isEqualTo(new BigDecimal("1".repeat(64)));
    }

    @Test
    void refusesMarksThatContradictEachOther() {
        assertThatThrownBy(() -> new NumberSyntax(',', ',')).hasMessageContaining("use different marks");
        assertThatThrownBy(() -> new NumberSyntax(';', null)).hasMessageStartingWith("decimal-mark");
        assertThatThrownBy(() -> new NumberSyntax('.', 'x')).hasMessageStartingWith("grouping-mark");
    }
}
