package io.nacre.training;

import org.jspecify.annotations.Nullable;

/** Card numbers, which this program must never hold. */
final class CardNumbers {

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;

    private CardNumbers() {}

    /** The text itself; a bad row where it holds what may be a card number. */
    static String refuse(String text, String name) {
        if (isHeldBy(text)) {
            throw new BadRowException(name, "looks like a card number; replace card numbers by tokens");
        }
        return text;
    }

    static @Nullable String refuseIfPresent(@Nullable String text, String name) {
        return text == null ? null : refuse(text, name);
    }

    /**
     * Whether a run of 13 to 19 digits begins like a card's and passes the check digit (ISO/IEC 7812). Digits beside
     * letters do not count: they are part of a hexadecimal id.
     */
    static boolean isHeldBy(String text) {
        int end = 0;
        while (end < text.length()) {
            int start = end;
            while (end < text.length() && isDigit(text.charAt(end))) {
                end++;
            }
            int length = end - start;
            char first = length == 0 ? '0' : text.charAt(start);
            if (length >= SHORTEST
                    && length <= LONGEST
                    && first >= '2'
                    && first <= '6'
                    && standsAlone(text, start, end)
                    && isChecked(text, start, end)) {
                return true;
            }
            end = length == 0 ? end + 1 : end;
        }
        return false;
    }

    private static boolean standsAlone(String text, int start, int end) {
        return (start == 0 || !Character.isLetter(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetter(text.charAt(end)));
    }

    private static boolean isChecked(String text, int start, int end) {
        int sum = 0;
        for (int i = end - 1; i >= start; i--) {
            int digit = text.charAt(i) - '0';
            int weighted = (end - 1 - i) % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
