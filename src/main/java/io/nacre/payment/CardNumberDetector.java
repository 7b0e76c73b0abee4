package io.nacre.payment;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds what looks like a card number (PAN), which must not be stored anywhere: 13 to 19 digits of any script that pass
 * the Luhn check of ISO/IEC 7812 and that a card scheme issues, in one run or in groups, whatever stands between them.
 *
 * <p>One number in ten passes Luhn by chance, so what stands around the digits counts. Fractions, exponents, telephone
 * numbers behind a plus, IBANs and UUIDs are none ({@link CardNumberLookalikes}). Groups are those of a card, or have
 * the same between all of them. Longer than 16 digits, a run counts only where a scheme issues many such numbers;
 * beside a word such as "card" every likely number counts. In an id no letter touches the digits: a platform whose ids
 * are 16 bare digits should put a letter before them. CardNumberRatesTest measures how often either goes wrong.
 */
public final class CardNumberDetector {

    /** Digits of a card number, at least. */
    public static final int SHORTEST = 13;

    /** Stands for a digit that was hidden. */
    public static final char MASK = '*';

    /** So much is looked at in one go: a megabyte of rubbish must not take ten of memory. */
    private static final int PART_BYTES = 16 * 1024;

    /** More than the longest number takes, all its separators between, four bytes each. */
    private static final int OVERLAP_BYTES = 1024;

    /** A record that still looks like one after so many passes was made to: then no digit of it is kept. */
    private static final int MAX_PASSES = 8;

    /** How many separators may stand between two digits in bytes that are known to hold a number. */
    private static final int SEPARATORS_KNOWN = 8;

    private CardNumberDetector() {}

    /** True where a free text holds a card number, or one already masked. */
    public static boolean isInText(String text) {
        return mayHold(text) && (new CardNumberSearch(text, false).finds() || CardNumberSearch.hasMasks(text));
    }

    /** True where an id or token holds a card number, or one already masked. */
    public static boolean isInId(String id) {
        return mayHold(id) && (new CardNumberSearch(id, true).finds() || CardNumberSearch.hasMasks(id));
    }

    /** The free text with '*' in place of each digit of the card numbers in it; the same text where there is none. */
    public static String masked(String text) {
        String masked = text;
        // Where digits beside them are hidden, others stand alone, and may look like a number that they did not before.
        for (int pass = 0; pass < MAX_PASSES && mayHold(masked); pass++) {
            String before = masked;
            masked = new CardNumberSearch(before, false).masked();
            if (masked.equals(before)) {
                return masked;
            }
        }
        return mayHold(masked) && new CardNumberSearch(masked, false).finds() ? withoutDigits(masked) : masked;
    }

    /** True where a text holds as many masks in a row as a card number has digits. */
    public static boolean isMasked(String text) {
        return CardNumberSearch.hasMasks(text);
    }

    /**
     * A copy of the same length with every digit of what looks like a card number replaced by '*'. Errs on the side of
     * masking: a scheme's prefix and length are looked for at every digit, since in a binary record a neighbouring byte
     * may look like a digit.
     */
    public static byte[] masked(byte[] bytes) {
        return masked(bytes, false, MAX_PASSES);
    }

    /** The same of a record that is known to hold a card number: control characters may part its digits, too. */
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

    /** Whether there was anything to hide. */
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

    /** Whether it has as many digits, masks or signs beyond ASCII as the shortest number. */
    private static boolean mayHold(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            count += (c >= '0' && c <= '9') || c == '*' || c > '~' ? 1 : 0;
        }
        return count >= SHORTEST;
    }

    /** The next digit of the number, in this group or the next one; -1 for none. */
    private static int nextDigit(DigitScanner digitScanner, int at, int separators) {
        int next = at + 1;
        while (next - at <= separators && digitScanner.at(next) == DigitScanner.SEPARATOR) {
            next++;
        }
        return digitScanner.isDigit(next) ? next : -1;
    }

    /** Banks' and merchants' cards begin so. */
    private static boolean isUsual(int first) {
        return first >= 2 && first <= 6;
    }

    private static String withoutDigits(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        text.codePoints().forEach(c -> masked.appendCodePoint(DigitScanner.isNumeral(c) ? MASK : c));
        return masked.toString();
    }
}
