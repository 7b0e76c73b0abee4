package io.nacre.payment;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Searches one text for card numbers. */
final class CardNumberSearch {

    static final int LONGEST = 19;

    private static final int LONGEST_GROUP = 7;

    /** Maximum number of characters between two groups: a dash between spaces, and one more. */
    static final int SEPARATORS = 4;

    private static final int THOUSANDS = 3;

    private static final byte[] NONE = {};

    /** Words that occur next to a card number. */
    private static final Pattern WORD =
            Pattern.compile("card|karte|carte|carta|tarjeta|cart[aã]o|credit|debit|visa|maestro|mastercard|amex"
                    + "|(?<![a-z])(pan|cc|cc ?no|ccn)(?![a-z])");

    private final String text;
    private final DigitScanner digitScanner;
    private final boolean id;
    private byte[] digits = NONE;
    private byte[] groups = NONE;
    private int count;
    private int groupCount;
    private int gapFrom;
    private int gapTo;
    private boolean sameGaps;
    private @Nullable Boolean hasWord;

    /** @param id whether the text is an id, in which a card number may not touch a letter */
    CardNumberSearch(String text, boolean id) {
        this.text = text;
        this.digitScanner = DigitScanner.of(text);
        this.id = id;
    }

    /** Whether the text contains a card number. */
    boolean finds() {
        for (int start = 0; start < digitScanner.size(); start++) {
            if (endOf(start) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The text with each digit of its card numbers masked; the same text if it has none. */
    String masked() {
        StringBuilder masked = null;
        for (int start = 0; start < digitScanner.size(); start++) {
            int end = endOf(start);
            if (end >= 0) {
                masked = masked == null ? new StringBuilder(text) : masked;
                hide(start, end, masked);
            }
        }
        return masked == null ? text : masked.toString();
    }

    /** Masks from the end to the start, because a digit may take two characters and a mask takes one. */
    private void hide(int start, int end, StringBuilder masked) {
        for (int i = start; i < end; i++) {
            if (digitScanner.isDigit(i)) {
                int from = digitScanner.from(i);
                int length = Character.charCount(digitScanner.point(i));
                for (int at = from; at < from + length; at++) {
                    masked.setCharAt(at, CardNumberDetector.MASK);
                }
            }
        }
    }

    /** Whether the text has as many masks as a card number has digits, with only separators between them. */
    static boolean hasMasks(String text) {
        if (text.indexOf(CardNumberDetector.MASK) < 0) {
            return false;
        }
        DigitScanner digitScanner = DigitScanner.of(text);
        int masks = 0;
        for (int i = 0; i < digitScanner.size() && masks < CardNumberDetector.SHORTEST; i++) {
            int sign = digitScanner.at(i);
            masks = sign == DigitScanner.MASK ? masks + 1 : sign == DigitScanner.SEPARATOR ? masks : 0;
        }
        return masks >= CardNumberDetector.SHORTEST;
    }

    /** The end of the longest card number that starts here; -1 if none starts here. */
    private int endOf(int start) {
        if (!mayBegin(start)) {
            return -1;
        }
        if (digits.length == 0) {
            digits = new byte[LONGEST];
            groups = new byte[LONGEST];
        }
        count = 0;
        groupCount = 0;
        sameGaps = true;
        int group = 0;
        int found = -1;
        for (int at = start; count < LONGEST; ) {
            digits[count++] = (byte) digitScanner.at(at);
            group++;
            int next = at + 1;
            if (digitScanner.isDigit(next)) {
                at = next;
                continue;
            }
            groups[groupCount++] = (byte) group;
            found = isCard(start, next) ? next : found;
            at = nextGroup(next);
            if (at < 0 || group > LONGEST_GROUP) {
                break;
            }
            group = 0;
        }
        return found;
    }

    private boolean mayBegin(int start) {
        int before = digitScanner.at(start - 1);
        return start + CardNumberDetector.SHORTEST <= digitScanner.size()
                && CardSchemes.begin(digitScanner.at(start))
                && before >= DigitScanner.SEPARATOR
                && !(id && before == DigitScanner.LETTER);
    }

    /** The start of the next group after a gap; -1 if there is none. */
    private int nextGroup(int gap) {
        int to = gap;
        while (to - gap < SEPARATORS && digitScanner.at(to) == DigitScanner.SEPARATOR) {
            to++;
        }
        if (!digitScanner.isDigit(to)) {
            return -1;
        }
        if (groupCount == 1) {
            gapFrom = gap;
            gapTo = to;
        } else {
            sameGaps &= digitScanner.isSame(gapFrom, gapTo, gap, to);
        }
        return to;
    }

    private boolean isCard(int start, int end) {
        return count >= CardNumberDetector.SHORTEST
                && isShaped()
                && Luhn.passes(digits, count)
                && isIssued()
                && !(id && digitScanner.at(end) == DigitScanner.LETTER)
                && !CardNumberLookalikes.explain(digitScanner, start, end, groupCount == 1);
    }

    private boolean isIssued() {
        if (groupCount > 1) {
            return CardSchemes.issue(digits, count);
        }
        return CardSchemes.issueOften(digits, count) || (!id && isUsual() && hasWord());
    }

    /** The first digits of cards of banks and merchants. */
    private boolean isUsual() {
        return (digits[0] >= 2 && digits[0] <= 6) || CardSchemes.issue(digits, count);
    }

    private boolean hasWord() {
        if (hasWord == null) {
            hasWord = WORD.matcher(text.toLowerCase(Locale.ROOT)).find();
        }
        return hasWord;
    }

    /** Whether the groups are those of a printed card, or have the same separator throughout. */
    private boolean isShaped() {
        if (groupCount == 1 || isPrinted()) {
            return true;
        }
        return sameGaps && hasEvenGroups() && !isNumber();
    }

    /** As printed on cards: 4-4-4-4, 4-6-5 (American Express), 4-6-4 (Diners). */
    private boolean isPrinted() {
        if (groupCount == 4) {
            return groups[0] == 4 && groups[1] == 4 && groups[2] == 4 && groups[3] == 4;
        }
        return groupCount == 3 && groups[0] == 4 && groups[1] == 6 && (groups[2] == 4 || groups[2] == 5);
    }

    /** Single digits, or groups of two to seven. The last of several groups of four may have one digit. */
    private boolean hasEvenGroups() {
        boolean single = groups[0] == 1;
        for (int i = 0; i < groupCount; i++) {
            boolean rest = groups[0] == 4 && i == groupCount - 1;
            if (((groups[i] == 1) != single && !rest) || groups[i] > LONGEST_GROUP) {
                return false;
            }
        }
        return true;
    }

    /** A fraction such as 1234567.1234567, or thousands such as 36,123,456,789,012. */
    private boolean isNumber() {
        int gap = gapTo - gapFrom == 1 ? digitScanner.point(gapFrom) : -1;
        if (groupCount == 2) {
            return gap == '.' || gap == ',';
        }
        boolean thousands = groups[0] <= THOUSANDS;
        for (int i = 1; i < groupCount; i++) {
            thousands &= groups[i] == THOUSANDS;
        }
        return thousands;
    }
}
