package io.nacre.payment;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds what looks like a card number (PAN), which must not be stored anywhere: 13 to 19 digits of any script that pass
 * the Luhn check of ISO/IEC 7812, in one run or in groups of two to seven.
 *
 * <p>One number in ten passes Luhn by chance, so two rules. A run in free text is refused where its first digit is 2 to
 * 6, or a scheme issues such numbers. Groups, and ids, are refused only where a scheme does; an id, besides, only where
 * no letter touches the digits; a UUID, whose groups are longer or shorter, never is. A platform whose ids are 16 bare
 * digits should put a letter before them.
 */
public final class CardNumber {

    /** Digits of a card number, at least. */
    public static final int SHORTEST = 13;

    /** Stands for a digit that was hidden. */
    public static final char MASK = '*';

    private static final int LONGEST = 19;

    /** So much is looked at in one go: a megabyte of rubbish must not take ten of memory. */
    private static final int PART_BYTES = 16 * 1024;

    /** More than the longest number takes, all its separators between, four bytes each. */
    private static final int OVERLAP_BYTES = 512;

    /** A record that still looks like one after so many passes was made to: then no digit of it is kept. */
    private static final int PASSES_MOST = 8;

    private static final int SHORTEST_GROUP = 2;
    private static final int LONGEST_GROUP = 7;

    /** How many separators may stand between two groups: a dash between spaces. */
    private static final int SEPARATORS = 3;

    private CardNumber() {}

    /** True where a free text holds a card number, or one already masked. */
    public static boolean isInText(String text) {
        return isIn(text, false);
    }

    /** True where an id or token holds a card number, or one already masked. */
    public static boolean isInId(String id) {
        return isIn(id, true);
    }

    /**
     * A copy of the same length with every digit of what looks like a card number replaced by '*'. Errs on the side of
     * masking: a scheme's prefix and length are looked for at every digit, since in a binary record a neighbouring byte
     * may look like a digit.
     */
    public static byte[] masked(byte[] bytes) {
        return masked(bytes, PASSES_MOST);
    }

    static byte[] masked(byte[] bytes, int passesMost) {
        byte[] copy = bytes.clone();
        // Where digits beside them are hidden, others stand alone, and may look like a number that they did not before.
        for (int pass = 0; pass < passesMost; pass++) {
            if (!mask(copy)) {
                return copy;
            }
        }
        hideAllDigits(copy);
        return copy;
    }

    /** Whether there was anything to hide. */
    private static boolean mask(byte[] copy) {
        byte[] before = copy.clone();
        byte[] digits = new byte[LONGEST];
        eachPart(before, signs -> {
            for (int start = 0; start < signs.size(); start++) {
                if (signs.isDigit(start)) {
                    mask(signs, start, digits, copy);
                }
            }
        });
        return !Arrays.equals(before, copy);
    }

    private static void hideAllDigits(byte[] copy) {
        eachPart(copy.clone(), signs -> {
            for (int at = 0; at < signs.size(); at++) {
                if (signs.isDigit(at)) {
                    hide(signs, at, copy);
                }
            }
        });
    }

    private static void eachPart(byte[] bytes, Consumer<Signs> reader) {
        Signs signs = Signs.upTo(Math.min(bytes.length, PART_BYTES));
        for (int from = 0; from + SHORTEST <= bytes.length; from += PART_BYTES - OVERLAP_BYTES) {
            signs.read(bytes, from, Math.min(from + PART_BYTES, bytes.length));
            reader.accept(signs);
        }
    }

    private static void hide(Signs signs, int at, byte[] copy) {
        Arrays.fill(copy, signs.from(at), signs.from(at + 1), (byte) MASK);
    }

    private static void mask(Signs signs, int start, byte[] digits, byte[] copy) {
        boolean fresh = !signs.isDigit(start - 1);
        int count = 0;
        for (int at = start; count < LONGEST && at >= 0; at = nextDigit(signs, at)) {
            digits[count++] = (byte) signs.at(at);
            boolean whole = fresh && !signs.isDigit(at + 1) && isUsual(digits[0]);
            if (count >= SHORTEST && passesLuhn(digits, count) && (whole || CardSchemes.issue(digits, count))) {
                for (int i = start; i <= at; i++) {
                    if (signs.isDigit(i)) {
                        hide(signs, i, copy);
                    }
                }
            }
        }
    }

    private static boolean isIn(String text, boolean id) {
        if (!mayHold(text)) {
            return false;
        }
        Signs signs = Signs.of(text);
        byte[] digits = new byte[LONGEST];
        int masks = 0;
        for (int start = 0; start < signs.size(); start++) {
            int sign = signs.at(start);
            masks = sign == Signs.MASK ? masks + 1 : sign == Signs.SEPARATOR ? masks : 0;
            boolean fresh =
                    signs.isDigit(start) && !signs.isDigit(start - 1) && !(id && signs.at(start - 1) == Signs.LETTER);
            if (masks >= SHORTEST || (fresh && startsAt(signs, start, digits, id))) {
                return true;
            }
        }
        return false;
    }

    /** Whether it has as many digits, masks or signs beyond ASCII as the shortest number. */
    private static boolean mayHold(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            count += (c >= '0' && c <= '9') || c == '*' || c > '~' ? 1 : 0;
        }
        return count >= SHORTEST;
    }

    private static boolean startsAt(Signs signs, int start, byte[] digits, boolean id) {
        int count = 0;
        int group = 0;
        boolean groups = false;
        for (int at = start; count < LONGEST && at >= 0; at = nextDigit(signs, at)) {
            digits[count++] = (byte) signs.at(at);
            group++;
            if (signs.isDigit(at + 1)) {
                continue;
            }
            boolean sized = group >= SHORTEST_GROUP && group <= LONGEST_GROUP;
            boolean shaped = !groups || sized;
            boolean issued = id || groups;
            if (count >= SHORTEST && shaped && isCard(signs, at, digits, count, id, issued)) {
                return true;
            }
            if (!sized) {
                return false;
            }
            groups = true;
            group = 0;
        }
        return false;
    }

    /** @param issued whether only numbers count that a scheme issues */
    private static boolean isCard(Signs signs, int last, byte[] digits, int count, boolean id, boolean issued) {
        return passesLuhn(digits, count)
                && (CardSchemes.issue(digits, count) || (!issued && isUsual(digits[0])))
                && !(id && signs.at(last + 1) == Signs.LETTER);
    }

    /** The next digit of the number, in this group or the next one; -1 for none. */
    private static int nextDigit(Signs signs, int at) {
        int next = at + 1;
        while (next - at <= SEPARATORS && signs.at(next) == Signs.SEPARATOR) {
            next++;
        }
        return signs.isDigit(next) ? next : -1;
    }

    /** Banks' and merchants' cards begin so. */
    private static boolean isUsual(int first) {
        return first >= 2 && first <= 6;
    }

    private static boolean passesLuhn(byte[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }
}
