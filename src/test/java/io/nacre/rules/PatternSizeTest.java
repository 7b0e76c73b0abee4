package io.nacre.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSizeTest {

    /** RE2/J adds a step for a match, one that always fails, and one or two for the group of the whole. */
    private static final int AROUND = 5;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{1000}){1000}){1000}",
                "(((((a{9}){9}){9}){9}){9}){9}",
                "((\\Qab\\E){1000}){1000}",
                "(?:(?P<x>[[:alpha:]\\]{}]{99}){99}){999}",
                "(?i)(?:(?:\\p{Greek}{0,999}){0,999}){3,}",
                "(([]a]{1000}){1000}){1000}",
                "((a|b|[^\\]c]){1000}){1000}|((x{1000}){1000}){1000}"
            })
    void countsNestedRepeatsInEverySyntax(String bomb) {
        assertThat(PatternSize.of(bomb)).isGreaterThan(100_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Mozilla", "(?i)curl|python|bot", "^\\d{2,4}-[a-z]+$", "a{,3}", "[{1000}]", "x{y}"})
    void isSmallForSmallPatterns(String pattern) {
        assertThat(PatternSize.of(pattern)).isLessThan(40);
    }

    @Test
    void isNeverLessThanWhatRe2Makes() {
        String[] parts = {
            "a",
            "é",
            "😀",
            ".",
            "^",
            "$",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x{41}",
            "\\x41",
            "\\Qa{9}b\\E",
            "\\Q{\\E",
            "[a-z]",
            "[^]a]",
            "[[:alpha:]{3}]",
            "[\\]]",
            "[[]",
            "(",
            "(?:",
            "(?P<n>",
            "(?<m>",
            "(?i)",
            "(?i:",
            "(?s-m)",
            ")",
            ")",
            ")",
            "|",
            "*",
            "+",
            "?",
            "*?",
            "{2}",
            "{0,3}",
            "{3,}?",
            "{1}",
            "{0}",
            "{",
            "}",
            "{,2}",
            "\\{",
            "\\("
        };
        Random random = new Random(16);
        int compiled = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int part = random.nextInt(1, 9); part > 0; part--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            int size;
            try {
                size = Pattern.compile(text.toString()).programSize();
            } catch (PatternSyntaxException e) {
                continue;
            }
            compiled++;
            assertThat(PatternSize.of(text.toString()) + AROUND)
                    .as(text.toString())
                    .isGreaterThanOrEqualTo(size);
        }
        assertThat(compiled).isGreaterThan(10_000);
    }
}
