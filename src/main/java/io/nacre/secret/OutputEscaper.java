package io.nacre.secret;

/**
 * Text of strangers on its way to people: nothing in it acts on the terminal, the spreadsheet or the browser that shows
 * it. There is one method for each of them, and every output goes through its own.
 */
public final class OutputEscaper {

    private static final char FIRST_PRINTABLE = ' ';
    private static final char DELETE = '\u007F';
    private static final char LAST_C1 = '\u009F';

    /** What makes a spreadsheet take a cell for a formula, in either width, or move into the next cell. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private OutputEscaper() {}

    /**
     * For a terminal or a log, in several lines: what would move the cursor, colour or reorder is shown as its code.
     */
    public static String lines(String text) {
        return coded(text, true);
    }

    /** The same in one line. */
    public static String line(String text) {
        return coded(text, false);
    }

    /** For an HTML page, within text or within a quoted attribute. */
    public static String html(String text) {
        return lines(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** For a cell of a CSV file: a formula becomes a text by an apostrophe before it; a number stays one. */
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

    /** Marks, embeddings, overrides and isolates of direction, and Unicode's line and paragraph separators. */
    private static boolean isDirectionOrBreak(char c) {
        return c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u2028' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
