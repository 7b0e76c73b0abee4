package io.nacre.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedTextTest {

    @Test
    void leavesOrdinaryTextAsItIs() {
        String text = "Łódź, naïve 日本 «ok» 😀 שלום";

        assertThat(EscapedText.lines(text)).isSameAs(text);
        assertThat(EscapedText.line(text)).isSameAs(text);
        assertThat(EscapedText.cell(text)).isSameAs(text);
    }

    @Test
    void showsWhatWouldActOnATerminalAsItsCode() {
        assertThat(EscapedText.line("\u001b]0;owned\u0007")).isEqualTo("\\u001b]0;owned\\u0007");
        assertThat(EscapedText.line("a\u009b2Jb\u007f")).isEqualTo("a\\u009b2Jb\\u007f");
        assertThat(EscapedText.line("pay \u202eREVO\u202c \u2066x\u2069 \u200e\u200f\u061c"))
                .isEqualTo("pay \\u202eREVO\\u202c \\u2066x\\u2069 \\u200e\\u200f\\u061c");
    }

    @Test
    void letsLinesBeOnlyWhereTheyMayBe() {
        assertThat(EscapedText.lines("a\n\tb\r")).isEqualTo("a\n\tb\\u000d");
        assertThat(EscapedText.line("a\nb\u2028c")).isEqualTo("a\\u000ab\\u2028c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=HYPERLINK(\"http://x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "＝1", "-", "=1"})
    void makesATextOfAFormula(String formula) {
        assertThat(EscapedText.cell(formula)).isEqualTo("'" + formula);
    }

    @ParameterizedTest
    @CsvSource({"-12.5", "+4912345", "0.5", "a=b", "x-1", "''"})
    void leavesNumbersAndOtherCells(String cell) {
        assertThat(EscapedText.cell(cell)).isEqualTo(cell);
    }

    @Test
    void makesATextOfACellThatBeginsWithATabOrALineBreak() {
        assertThat(EscapedText.cell("\t=1")).isEqualTo("'\\u0009=1");
        assertThat(EscapedText.cell("\r=1")).isEqualTo("'\\u000d=1");
    }

    @Test
    void escapesForHtml() {
        assertThat(EscapedText.html("<img src='x' onerror=\"a()\">&\u202e"))
                .isEqualTo("&lt;img src=&#39;x&#39; onerror=&quot;a()&quot;&gt;&amp;\\u202e");
    }
}
