package io.nacre.secret;

/**
 * Escapes untrusted text for output, so that it has no effect on a terminal, spreadsheet or browser. Each output format
 * has its own method.
 */
public final class OutputEscaper {

    private static final char FIRST_PRINTABLE = ' ';
    private static final char DELETE = '\u007F';
    private static final char LAST_C1 = '\u009F';

    /** Characters that start a formula, in either width, or that move to the next cell. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private OutputEscaper() {}

    /** For several lines of a terminal or a log: control and direction characters are shown as their code. */
    public static String lines(String text) {
        return coded(text, true);
    }

    /** For one line of a terminal or a log. */
    public static String line(String text) {
        return coded(text, false);
    }

    /** For text or quoted attributes of an HTML page. */
    public static String html(String text) {
        return lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a cell of a CSV file: an apostrophe turns a formula into a text; numbers stay numbers. */
    public static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return line(formula && !text.matches("[+-]?\\d+(\\.\\d+)?") ? "'" + text : text);
    }

    private static String coded(String text, boolean severalLines) {
        int from = 0;
        while (from < text.length() && !acts(text.charAt(from), severalLines)) {
            from++;
        }
        if (from == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (acts(c, severalLines)) {
                safe.append("\\u%04x".formatted((int) c));
            } else {
                safe.append(c);
            }
        }
        return safe.toString();
    }

    private static boolean acts(char c, boolean severalLines) {
        if (c < FIRST_PRINTABLE) {
            return !(severalLines && (c == '\n' || c == '\t'));
        }
        return (c >= DELETE && c <= LAST_C1) || isDirectionOrBreak(c);
    }

    /** Direction marks, embeddings, overrides and isolates, and Unicode's line and paragraph separators. */
    private static boolean isDirectionOrBreak(char c) {
        return c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
