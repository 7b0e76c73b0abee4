package io.nacre.payment;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds probable card numbers (PANs), which must not be stored anywhere. A card number has 13 to 19 digits of any
 * script, passes the Luhn check of ISO/IEC 7812, and is issued by a card scheme. Its digits may be in one run or in
 * groups with separators.
 *
 * <p>One number in ten passes Luhn by chance, so the context counts. Fractions, exponents, telephone numbers after a
 * plus sign, IBANs and UUIDs are excluded ({@link CardNumberLookalikes}). Groups must be those of a printed card, or
 * have the same separator throughout. A run of more than 16 digits counts only if a scheme issues many such numbers.
 * Next to a word such as "card" every candidate counts. In an id no letter may touch the digits: a platform with ids of
 * 16 digits should prefix them with a letter. CardNumberRatesTest measures the error rates.
 */
public final class CardNumberDetector {

    /** Minimum number of digits of a card number. */
    public static final int SHORTEST = 13;

    /** Replaces a masked digit. */
    public static final char MASK = '*';

    /** Bytes that are scanned at once. So a record of one megabyte does not need ten megabytes of memory. */
    private static final int PART_BYTES = 16 * 1024;

    /** More than the longest number needs with all its separators, at four bytes each. */
    private static final int OVERLAP_BYTES = 1024;

    /**
     * After so many passes a record that still contains a number was crafted to do so. Then all its digits are masked.
     */
    private static final int MAX_PASSES = 8;

    /** Maximum number of separators between two digits in a record that is known to contain a card number. */
    private static final int SEPARATORS_KNOWN = 8;

    private CardNumberDetector() {}

    /** Whether a free text contains a card number or a masked one. */
    public static boolean isInText(String text) {
        return mayHold(text) && (new CardNumberSearch(text, false).finds() || CardNumberSearch.hasMasks(text));
    }

    /** Whether an id or token contains a card number or a masked one. */
    public static boolean isInId(String id) {
        return mayHold(id) && (new CardNumberSearch(id, true).finds() || CardNumberSearch.hasMasks(id));
    }

    /** The free text with each digit of its card numbers replaced by '*'; the same text if it has none. */
    public static String masked(String text) {
        String masked = text;
        // Masking can isolate neighbouring digits, which then look like a card number. So the text is searched again.
        for (int pass = 0; pass < MAX_PASSES && mayHold(masked); pass++) {
            String before = masked;
            masked = new CardNumberSearch(before, false).masked();
            if (masked.equals(before)) {
                return masked;
            }
        }
        return mayHold(masked) && new CardNumberSearch(masked, false).finds() ? withoutDigits(masked) : masked;
    }

    /** Whether a text has as many masks in a row as a card number has digits. */
    public static boolean isMasked(String text) {
        return CardNumberSearch.hasMasks(text);
    }

    /**
     * A copy of the same length with every digit of a probable card number replaced by '*'. It prefers masking too
     * much: in a binary record a neighbouring byte may look like a digit, so a number may start at every digit.
     */
    public static byte[] masked(byte[] bytes) {
        return masked(bytes, false, MAX_PASSES);
    }

    /** Masks a record that is known to contain a card number. Here control characters count as separators, too. */
    public static byte[] maskedThoroughly(byte[] bytes) {
        return masked(bytes, true, MAX_PASSES);
    }

    static byte[] masked(byte[] bytes, boolean thorough, int passesMost) {
        byte[] copy = bytes.clone();
        for (int pass = 0; pass < passesMost; pass++) {
            if (!mask(copy, thorough)) {
                return copy;
            }
        }
        hideAllDigits(copy);
        return copy;
    }

    /** Whether any digit was masked. */
    private static boolean mask(byte[] copy, boolean thorough) {
        byte[] before = copy.clone();
        byte[] digits = new byte[CardNumberSearch.LONGEST];
        eachPart(before, thorough, digitScanner -> {
            for (int start = 0; start < digitScanner.size(); start++) {
                if (digitScanner.isDigit(start)) {
                    mask(digitScanner, start, thorough ? SEPARATORS_KNOWN : CardNumberSearch.SEPARATORS, digits, copy);
                }
            }
        });
        return !Arrays.equals(before, copy);
    }

    private static void hideAllDigits(byte[] copy) {
        eachPart(copy.clone(), false, digitScanner -> {
            for (int at = 0; at < digitScanner.size(); at++) {
                if (digitScanner.isDigit(at)) {
                    hide(digitScanner, at, copy);
                }
            }
        });
    }

    private static void eachPart(byte[] bytes, boolean thorough, Consumer<DigitScanner> reader) {
        DigitScanner digitScanner = DigitScanner.upTo(Math.min(bytes.length, PART_BYTES));
        for (int from = 0; from + SHORTEST <= bytes.length; from += PART_BYTES - OVERLAP_BYTES) {
            digitScanner.read(bytes, from, Math.min(from + PART_BYTES, bytes.length), thorough);
            reader.accept(digitScanner);
        }
    }

    private static void hide(DigitScanner digitScanner, int at, byte[] copy) {
        Arrays.fill(copy, digitScanner.from(at), digitScanner.from(at + 1), (byte) MASK);
    }

    private static void mask(DigitScanner digitScanner, int start, int separators, byte[] digits, byte[] copy) {
        boolean fresh = !digitScanner.isDigit(start - 1);
        int count = 0;
        for (int at = start;
                count < CardNumberSearch.LONGEST && at >= 0;
                at = nextDigit(digitScanner, at, separators)) {
            digits[count++] = (byte) digitScanner.at(at);
            boolean whole = fresh && !digitScanner.isDigit(at + 1) && isUsual(digits[0]);
            if (count >= SHORTEST && Luhn.passes(digits, count) && (whole || CardSchemes.issue(digits, count))) {
                for (int i = start; i <= at; i++) {
                    if (digitScanner.isDigit(i)) {
                        hide(digitScanner, i, copy);
                    }
                }
            }
        }
    }

    /** Whether the text has as many digits, masks or characters beyond ASCII as the shortest card number. */
    private static boolean mayHold(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            count += (c >= '0' && c <= '9') || c == '*' || c > '~' ? 1 : 0;
        }
        return count >= SHORTEST;
    }

    /** The next digit of the number, in this group or the next one; -1 if there is none. */
    private static int nextDigit(DigitScanner digitScanner, int at, int separators) {
        int next = at + 1;
        while (next - at <= separators && digitScanner.at(next) == DigitScanner.SEPARATOR) {
            next++;
        }
        return digitScanner.isDigit(next) ? next : -1;
    }

    /** The first digits of cards of banks and merchants. */
    private static boolean isUsual(int first) {
        return first >= 2 && first <= 6;
    }

    private static String withoutDigits(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints().forEach(c -> masked.appendCodePoint(DigitScanner.isNumeral(c) ? MASK : c));
        return masked.toString();
    }
}
