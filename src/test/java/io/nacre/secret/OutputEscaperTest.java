package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputEscaperTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "Łódź, naïve 日本 «ok» 😀 שלום";

        assertThat(OutputEscaper.lines(text)).isSameAs(text);
        assertThat(OutputEscaper.line(text)).isSameAs(text);
        assertThat(OutputEscaper.cell(text)).isSameAs(text);
    }

    @Test
    void showsWhatWouldActOnATerminalAsItsCode() {
        assertThat(OutputEscaper.line("\u001b]0;owned\u0007")).isEqualTo("\\u001b]0;owned\\u0007");
        assertThat(OutputEscaper.line("a\u009b2Jb\u007f")).isEqualTo("a\\u009b2Jb\\u007f");
        assertThat(OutputEscaper.line("pay \u202eREVO\u202c \u2066x\u2069 \u200e\u200f\u061c"))
                .isEqualTo("pay \\u202eREVO\\u202c \\u2066x\\u2069 \\u200e\\u200f\\u061c");
    }

    @Test
    void letsLinesBeOnlyWhereTheyMayBe() {
        assertThat(OutputEscaper.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
        assertThat(OutputEscaper.line("a\nb\u2028c")).isEqualTo("a\\u000ab\\u2028c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "-", "=1"})
    void makesATextOfAFormula(String formula) {
        assertThat(OutputEscaper.cell(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @CsvSource({"-12.5", "+4912345", "0.5", "a=b", "x-1", "''"})
    void leavesNumbersAndOtherCells(String cell) {
        assertThat(OutputEscaper.cell(cell)).isEqualTo(cell);
    }

    @Test
    void makesATextOfACellThatBeginsWithATabOrALineBreak() {
        assertThat(OutputEscaper.cell("\t=1")).isEqualTo("'\\u0009=1");
        assertThat(OutputEscaper.cell("\r=1")).isEqualTo("'\\u000d=1");
    }

    @Test
    void escapesForHtml() {
        assertThat(OutputEscaper.html("<img src='x' onerror=\"a()\">&\u202e"))
                .isEqualTo("&lt;img src=&#39;x&#39; onerror=&quot;a()&quot;&gt;&amp;\\u202e");
    }
}
