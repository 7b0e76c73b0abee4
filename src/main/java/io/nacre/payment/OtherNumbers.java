package io.nacre.payment;

/**
 * Numbers that only look like card numbers, told by what stands around them: fractions, exponents, telephone numbers
 * (E.164), bank accounts (IBAN, ISO 13616) and UUIDs.
 */
final class OtherNumbers {

    /** E.164. */
    private static final int PHONE_DIGITS = 15;

    private static final int UUID_LENGTH = 36;
    private static final int IBAN_SHORTEST = 15;
    private static final int IBAN_LONGEST = 34;

    /** Of the longest, a space between all of its groups. */
    private static final int IBAN_LENGTH = IBAN_LONGEST + IBAN_LONGEST / 4;

    private static final int MODULUS = 97;

    private OtherNumbers() {}

    /**
     * Whether the digits from start to end are part of another number.
     *
     * @param run whether there is nothing between them
     */
    static boolean explain(Signs signs, int start, int end, boolean run) {
        return (run && (isFraction(signs, start, end) || hasExponent(signs, end)))
                || isPhone(signs, start, end)
                || isIban(signs, start, end)
                || isUuid(signs, start, end);
    }

    /** 0.36000000000000004, .5309136012499991; with a comma behind 0 or where nothing else is: lists have commas. */
    private static boolean isFraction(Signs signs, int start, int end) {
        int mark = signs.point(start - 1);
        int first = start - 1;
        while (signs.isDigit(first - 1)) {
            first--;
        }
        int before = signs.point(first - 1);
        if (mark == '.') {
            boolean more = signs.point(end) == '.' && signs.isDigit(end + 1);
            return !more && before != '.' && signs.at(first - 1) != Signs.LETTER;
        }
        boolean alone = first == 0 || (first == 1 && (before == '-' || before == '+'));
        boolean zero = first == start - 2 && signs.at(first) == 0 && !signs.isLetterOrDigit(first - 1) && before != ',';
        return mark == ',' && (zero || (alone && (end == signs.size() || hasExponent(signs, end))));
    }

    /** 36000000000000004E-17. */
    private static boolean hasExponent(Signs signs, int end) {
        int letter = signs.point(end);
        int sign = signs.point(end + 1);
        boolean signed = sign == '-' || sign == '+';
        return (letter == 'e' || letter == 'E') && signs.isDigit(signed ? end + 2 : end + 1);
    }

    /** A plus, and at most 15 digits behind it, in groups or not. */
    private static boolean isPhone(Signs signs, int start, int end) {
        int first = start;
        for (int at = start - 1; signs.isDigit(at) || isGap(signs, at); at--) {
            first = signs.isDigit(at) ? at : first;
        }
        boolean led = signs.point(start - 1) == '+' && !signs.isDigit(start - 2);
        int digits = 0;
        if (led) {
            for (int at = start; at < end; at++) {
                digits += signs.isDigit(at) ? 1 : 0;
            }
            return digits <= PHONE_DIGITS;
        }
        if (signs.point(first - 1) != '+') {
            return false;
        }
        for (int at = first; signs.isDigit(at) || isGap(signs, at); at++) {
            digits += signs.isDigit(at) ? 1 : 0;
        }
        return digits <= PHONE_DIGITS;
    }

    /** What stands between the groups of a telephone number. */
    private static boolean isGap(Signs signs, int at) {
        int point = signs.point(at);
        return point == ' ' || point == '-' || point == '.' || point == '/' || point == '(' || point == ')';
    }

    private static boolean isUuid(Signs signs, int start, int end) {
        for (int from = Math.max(0, end - UUID_LENGTH); from <= start; from++) {
            if (isUuidAt(signs, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUuidAt(Signs signs, int from) {
        if (signs.isLetterOrDigit(from - 1) || signs.isLetterOrDigit(from + UUID_LENGTH)) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            int point = signs.point(from + i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? point != '-' : Character.digit(point, 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIban(Signs signs, int start, int end) {
        for (int from = Math.max(0, end - IBAN_LENGTH); from < start; from++) {
            if (isIbanAt(signs, from, end)) {
                return true;
            }
        }
        return false;
    }

    /** Two letters, two digits, then groups of letters and digits, whose check digits are right. */
    private static boolean isIbanAt(Signs signs, int from, int end) {
        boolean begins = !signs.isLetterOrDigit(from - 1)
                && signs.at(from) == Signs.LETTER
                && signs.at(from + 1) == Signs.LETTER
                && signs.isDigit(from + 2)
                && signs.isDigit(from + 3);
        if (!begins) {
            return false;
        }
        int rest = 0;
        int length = 4;
        for (int at = from + 4; length < IBAN_LONGEST; at++) {
            if (!signs.isLetterOrDigit(at)) {
                boolean gap = signs.at(at) == Signs.SEPARATOR && signs.isLetterOrDigit(at + 1);
                if (!gap) {
                    return false;
                }
                continue;
            }
            rest = append(rest, signs, at);
            length++;
            boolean ends = at + 1 >= end && !signs.isLetterOrDigit(at + 1) && length >= IBAN_SHORTEST;
            if (ends && checked(rest, signs, from) == 1) {
                return true;
            }
        }
        return false;
    }

    /** The first four characters count behind the others. */
    private static int checked(int rest, Signs signs, int from) {
        int checked = rest;
        for (int at = from; at < from + 4; at++) {
            checked = append(checked, signs, at);
        }
        return checked;
    }

    private static int append(int rest, Signs signs, int at) {
        if (signs.isDigit(at)) {
            return (rest * 10 + signs.at(at)) % MODULUS;
        }
        int letter = Character.toUpperCase(signs.point(at)) - 'A' + 10;
        return (rest * 100 + letter) % MODULUS;
    }
}
