package io.nacre.rules;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Computes the maximum number of steps of an RE2 pattern with its counted repeats expanded. RE2/J expands them itself
 * without a limit for nested repeats: a pattern of 24 characters can exhaust any memory. So the size is computed from
 * the text first.
 */
final class PatternSize {

    /** Cap for sizes. The product of two capped sizes still fits a long. */
    private static final long ENDLESS = 1_000_000_000;

    /** Maximum number of digits of a count. RE2 rejects longer counts. */
    private static final int COUNT_DIGITS = 4;

    /** Steps that a group adds: its start, its end, and the empty case. */
    private static final int GROUP = 3;

    /** Steps that an alternative adds: the choice, and the empty case. */
    private static final int ALTERNATIVE = 2;

    private final String pattern;
    private int at;

    /** Steps of the current group, without its last part. A repeat may follow the last part. */
    private long before;

    private long last;

    /** The enclosing groups. */
    private final Deque<Long> outer = new ArrayDeque<>();

    private PatternSize(String pattern) {
        this.pattern = pattern;
    }

    /** An upper bound for patterns that RE2/J accepts. For other texts the number has no meaning. */
    static long of(String pattern) {
        return new PatternSize(pattern).whole();
    }

    private long whole() {
        while (at < pattern.length()) {
            step(pattern.charAt(at++));
        }
        while (!outer.isEmpty()) {
            close();
        }
        return Math.min(ENDLESS, before + last);
    }

    private void step(char c) {
        switch (c) {
            case '(' -> open();
            case ')' -> close();
            case '[' -> part(afterClass());
            case '\\' -> escape();
            case '*', '+', '?' -> last++;
            case '|' -> {
                before = Math.min(ENDLESS, before + last + ALTERNATIVE);
                last = 0;
            }
            case '{' -> repeat();
            default -> part(at);
        }
    }

    /** Adds one step that ends before the given index. */
    private void part(int end) {
        at = end;
        before = Math.min(ENDLESS, before + last);
        last = 1;
    }

    /** Opens a group, or skips flags such as {@code (?i)}. */
    private void open() {
        int end = at;
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            while (end < pattern.length() && ":>)".indexOf(pattern.charAt(end)) < 0) {
                end++;
            }
            at = Math.min(end + 1, pattern.length());
            if (end < pattern.length() && pattern.charAt(end) == ')') {
                return;
            }
        }
        outer.push(Math.min(ENDLESS, before + last));
        before = 0;
        last = 0;
    }

    private void close() {
        if (!outer.isEmpty()) {
            last = Math.min(ENDLESS, before + last + GROUP);
            before = outer.pop();
        }
    }

    /** The index after the bracket that closes the current character class. */
    private int afterClass() {
        int i = at;
        if (i < pattern.length() && pattern.charAt(i) == '^') {
            i++;
        }
        if (i < pattern.length() && pattern.charAt(i) == ']') {
            i++;
        }
        while (i < pattern.length() && pattern.charAt(i) != ']') {
            int named = pattern.startsWith("[:", i) ? pattern.indexOf(":]", i + 2) : -1;
            i = named >= 0 ? named + 2 : i + (pattern.charAt(i) == '\\' ? 2 : 1);
        }
        return Math.min(i + 1, pattern.length());
    }

    private void escape() {
        char kind = at < pattern.length() ? pattern.charAt(at) : ' ';
        if (kind == 'Q') {
            int end = pattern.indexOf("\\E", at);
            int literal = (end < 0 ? pattern.length() : end) - at - 1;
            part(end < 0 ? pattern.length() : end + 2);
            before = Math.min(ENDLESS, before + literal);
        } else if ("pPx".indexOf(kind) >= 0 && pattern.startsWith("{", at + 1)) {
            int end = pattern.indexOf('}', at);
            part(end < 0 ? pattern.length() : end + 1);
        } else {
            part(Math.min(at + 1, pattern.length()));
        }
    }

    /** Applies {@code {n}}, {@code {n,}} or {@code {n,m}}. Anything else is plain text. */
    private void repeat() {
        int end = pattern.indexOf('}', at);
        String count = end < 0 ? "" : pattern.substring(at, end);
        if (!count.matches("\\d+(,\\d*)?")) {
            part(at);
            return;
        }
        at = end + 1;
        int comma = count.indexOf(',');
        long least = number(comma < 0 ? count : count.substring(0, comma));
        boolean open = comma == count.length() - 1;
        long most = comma < 0 || open ? least + 1 : number(count.substring(comma + 1));
        last = Math.min(ENDLESS, Math.max(1, Math.max(least, most)) * (last + 1));
    }

    private static long number(String digits) {
        return digits.length() > COUNT_DIGITS ? ENDLESS : Long.parseLong(digits);
    }
}
