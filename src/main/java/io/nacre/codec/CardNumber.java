package io.nacre.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Finds what looks like a card number (PAN), which must not be stored anywhere: 13 to 19 ASCII digits that pass the
 * Luhn check of ISO/IEC 7812, in one run or in groups of two to seven joined by single spaces or dashes.
 *
 * <p>One number in ten passes Luhn by chance, so two rules. Free text is refused where the first digit is 2 to 6. An id
 * is refused only where prefix and length are a card scheme's and no letter touches the digits; a UUID, whose groups
 * are longer or shorter, never is. A platform whose ids are 16 bare digits should put a letter before them.
 */
final class CardNumber {

    static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    static final char MASK = '*';

    private CardNumber() {}

    /** True where a free text holds a card number, or one already masked. */
    static boolean isInText(String text) {
        return isIn(text, false);
    }

    /** True where an id or token holds a card number, or one already masked. */
    static boolean isInId(String id) {
        return isIn(id, true);
    }

    /**
     * A copy of the same length with every digit of what looks like a card number replaced by '*'. Errs on the side of
     * masking: a scheme's prefix and length are looked for at every digit, since in a binary record a neighbouring byte
     * may look like a digit.
     */
    static byte[] masked(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        byte[] copy = bytes.clone();
        int[] digits = new int[LONGEST];
        for (int start = 0; start < bytes.length; start++) {
            if (maybeFirst(text, start)) {
                mask(text, start, digits, copy);
            }
        }
        return copy;
    }

    private static void mask(String text, int start, int[] digits, byte[] copy) {
        boolean fresh = !isDigit(text, start - 1);
        int count = 0;
        for (int at = start; count < LONGEST && at >= 0; at = nextDigit(text, at)) {
            digits[count++] = text.charAt(at) - '0';
            boolean whole = fresh && !isDigit(text, at + 1);
            if (count >= SHORTEST && (whole || isScheme(digits, count)) && passesLuhn(digits, count)) {
                for (int i = start; i <= at; i++) {
                    copy[i] = isDigit(text, i) ? (byte) MASK : copy[i];
                }
            }
        }
    }

    private static boolean isIn(String text, boolean id) {
        if (text.length() < SHORTEST) {
            return false;
        }
        int[] digits = new int[LONGEST];
        int masks = 0;
        for (int start = 0; start < text.length(); start++) {
            masks = text.charAt(start) == MASK ? masks + 1 : 0;
            boolean fresh = maybeFirst(text, start) && !isDigit(text, start - 1) && !(id && isLetter(text, start - 1));
            if (masks >= SHORTEST || (fresh && startsAt(text, start, digits, id))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(String text, int start, int[] digits, boolean id) {
        int count = 0;
        int group = 0;
        boolean groups = false;
        for (int at = start; count < LONGEST && at >= 0; at = nextDigit(text, at)) {
            digits[count++] = text.charAt(at) - '0';
            group++;
            if (isDigit(text, at + 1)) {
                continue;
            }
            boolean grouped = groups || nextDigit(text, at) >= 0;
            boolean shaped = !groups || isBetween(group, 2, 7);
            if (count >= SHORTEST && shaped && isCard(text, at, digits, count, id)) {
                return true;
            }
            if (grouped && !isBetween(group, 2, 7)) {
                return false;
            }
            groups = true;
            group = 0;
        }
        return false;
    }

    private static boolean isCard(String text, int last, int[] digits, int count, boolean id) {
        return passesLuhn(digits, count) && (!id || (isScheme(digits, count) && !isLetter(text, last + 1)));
    }

    private static int nextDigit(String text, int at) {
        if (isDigit(text, at + 1)) {
            return at + 1;
        }
        boolean separated = at + 1 < text.length() && (text.charAt(at + 1) == ' ' || text.charAt(at + 1) == '-');
        return separated && isDigit(text, at + 2) ? at + 2 : -1;
    }

    private static boolean maybeFirst(String text, int at) {
        return text.charAt(at) >= '2' && text.charAt(at) <= '6';
    }

    private static boolean isDigit(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    private static boolean isLetter(String text, int at) {
        return at >= 0 && at < text.length() && Character.isLetter(text.charAt(at));
    }

    private static boolean passesLuhn(int[] digits, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            int weighed = i % 2 == 0 ? digit : 2 * digit;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10 == 0;
    }

    /** Prefix and length of Visa, Mastercard, American Express, Diners, Discover, JCB, UnionPay or Maestro. */
    private static boolean isScheme(int[] digits, int count) {
        int four = ((digits[0] * 10 + digits[1]) * 10 + digits[2]) * 10 + digits[3];
        int three = four / 10;
        int two = four / 100;
        if (two / 10 == 4) {
            return count == 13 || count == 16 || count == 19;
        }
        if (isBetween(two, 51, 55) || isBetween(four, 2221, 2720)) {
            return count == 16;
        }
        if (two == 34 || two == 37) {
            return count == 15;
        }
        if (isBetween(three, 300, 305) || two == 36 || two == 38 || two == 39) {
            return count >= 14;
        }
        boolean sixteenOrMore = four == 6011 || isBetween(three, 644, 649) || two == 65 || two == 62;
        if (sixteenOrMore || isBetween(four, 3528, 3589)) {
            return count >= 16;
        }
        return isMaestro(four);
    }

    private static boolean isMaestro(int four) {
        return four == 5018
                || four == 5020
                || four == 5038
                || four == 5893
                || four == 6304
                || four == 6759
                || isBetween(four, 6761, 6763);
    }

    private static boolean isBetween(int value, int least, int most) {
        return value >= least && value <= most;
    }
}
