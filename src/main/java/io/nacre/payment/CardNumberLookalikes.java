package io.nacre.payment;

/**
 * Recognises other numbers by their context: fractions, exponents, telephone numbers (E.164), bank accounts (IBAN, ISO
 * 13616) and UUIDs.
 */
final class CardNumberLookalikes {

    /** Maximum number of digits in E.164. */
    private static final int PHONE_DIGITS = 15;

    private static final int UUID_LENGTH = 36;
    private static final int IBAN_SHORTEST = 15;
    private static final int IBAN_LONGEST = 34;

    /** The longest IBAN, with a space between all groups. */
    private static final int IBAN_LENGTH = IBAN_LONGEST + IBAN_LONGEST / 4;

    private static final int MODULUS = 97;

    private CardNumberLookalikes() {}

    /**
     * Whether the digits from start to end are part of another number.
     *
     * @param run whether the digits have no separators
     */
    static boolean explain(DigitScanner digitScanner, int start, int end, boolean run) {
        return (run && (isFraction(digitScanner, start, end) || hasExponent(digitScanner, end)))
                || isPhone(digitScanner, start, end)
                || isIban(digitScanner, start, end)
                || isUuid(digitScanner, start, end);
    }

    /**
     * Such as 0.36000000000000004 or .5309136012499991. A comma counts only after 0 or without further commas, because
     * lists have commas.
     */
    private static boolean isFraction(DigitScanner digitScanner, int start, int end) {
        int mark = digitScanner.point(start - 1);
        int first = start - 1;
        while (digitScanner.isDigit(first - 1)) {
            first--;
        }
        int before = digitScanner.point(first - 1);
        if (mark == '.') {
            boolean more = digitScanner.point(end) == '.' && digitScanner.isDigit(end + 1);
            return !more && before != '.' && digitScanner.at(first - 1) != DigitScanner.LETTER;
        }
        boolean alone = first == 0 || (first == 1 && (before == '-' || before == '+'));
        boolean zero = first == start - 2
                && digitScanner.at(first) == 0
                && !digitScanner.isLetterOrDigit(first - 1)
                && before != ',';
        return mark == ',' && (zero || (alone && (end == digitScanner.size() || hasExponent(digitScanner, end))));
    }

    /** Such as 36000000000000004E-17. */
    private static boolean hasExponent(DigitScanner digitScanner, int end) {
        int letter = digitScanner.point(end);
        int sign = digitScanner.point(end + 1);
        boolean signed = sign == '-' || sign == '+';
        return (letter == 'e' || letter == 'E') && digitScanner.isDigit(signed ? end + 2 : end + 1);
    }

    /** A plus sign and at most 15 digits, with or without groups. */
    private static boolean isPhone(DigitScanner digitScanner, int start, int end) {
        int first = start;
        for (int at = start - 1; digitScanner.isDigit(at) || isGap(digitScanner, at); at--) {
            first = digitScanner.isDigit(at) ? at : first;
        }
        boolean led = digitScanner.point(start - 1) == '+' && !digitScanner.isDigit(start - 2);
        int digits = 0;
        if (led) {
            for (int at = start; at < end; at++) {
                digits += digitScanner.isDigit(at) ? 1 : 0;
            }
            return digits <= PHONE_DIGITS;
        }
        if (digitScanner.point(first - 1) != '+') {
            return false;
        }
        for (int at = first; digitScanner.isDigit(at) || isGap(digitScanner, at); at++) {
            digits += digitScanner.isDigit(at) ? 1 : 0;
        }
        return digits <= PHONE_DIGITS;
    }

    /** A separator between the groups of a telephone number. */
    private static boolean isGap(DigitScanner digitScanner, int at) {
        int point = digitScanner.point(at);
        return point == ' ' || point == '-' || point == '.' || point == '/' || point == '(' || point == ')';
    }

    private static boolean isUuid(DigitScanner digitScanner, int start, int end) {
        for (int from = Math.max(0, end - UUID_LENGTH); from <= start; from++) {
            if (isUuidAt(digitScanner, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUuidAt(DigitScanner digitScanner, int from) {
        if (digitScanner.isLetterOrDigit(from - 1) || digitScanner.isLetterOrDigit(from + UUID_LENGTH)) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            int point = digitScanner.point(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? point != '-' : Character.digit(point, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIban(DigitScanner digitScanner, int start, int end) {
        for (int from = Math.max(0, end - IBAN_LENGTH); from < start; from++) {
            if (isIbanAt(digitScanner, from, end)) {
                return true;
            }
        }
        return false;
    }

    /** Two letters, two digits, then groups of letters and digits with a valid checksum. */
    private static boolean isIbanAt(DigitScanner digitScanner, int from, int end) {
        boolean begins = !digitScanner.isLetterOrDigit(from - 1)
                && digitScanner.at(from) == DigitScanner.LETTER
                && digitScanner.at(from + 1) == DigitScanner.LETTER
                && digitScanner.isDigit(from + 2)
                && digitScanner.isDigit(from + 3);
        if (!begins) {
            return false;
        }
        int rest = 0;
        int length = 4;
        for (int at = from + 4; length < IBAN_LONGEST; at++) {
            if (!digitScanner.isLetterOrDigit(at)) {
                boolean gap = digitScanner.at(at) == DigitScanner.SEPARATOR && digitScanner.isLetterOrDigit(at + 1);
                if (!gap) {
                    return false;
                }
                continue;
            }
            rest = append(rest, digitScanner, at);
            length++;
            boolean ends = at + 1 >= end && !digitScanner.isLetterOrDigit(at + 1) && length >= IBAN_SHORTEST;
            if (ends && checked(rest, digitScanner, from) == 1) {
                return true;
            }
        }
        return false;
    }

    /** The checksum starts after the first four characters and ends with them. */
    private static int checked(int rest, DigitScanner digitScanner, int from) {
        int checked = rest;
        for (int at = from; at < from + 4; at++) {
            checked = append(checked, digitScanner, at);
        }
        return checked;
    }

    private static int append(int rest, DigitScanner digitScanner, int at) {
        if (digitScanner.isDigit(at)) {
            return (rest * 10 + digitScanner.at(at)) % MODULUS;
        }
        int letter = Character.toUpperCase(digitScanner.point(at)) - 'A' + 10;
        return (rest * 100 + letter) % MODULUS;
    }
}
