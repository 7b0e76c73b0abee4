package io.nacre.payment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The number ranges of the card schemes, by first digits (ISO/IEC 7812) and length. */
final class CardSchemes {

    /** Digits of a number that are compared with the table. */
    static final int PREFIX_DIGITS = 4;

    private static final List<Range> RANGES = List.of(
            // Visa
            new Range(4000, 4999, 13, 13, 13),
            new Range(4000, 4999, 16, 16, 16),
            new Range(4000, 4999, 19, 19, 0),
            // Mastercard
            new Range(5100, 5599, 16, 16, 16),
            new Range(2221, 2720, 16, 16, 16),
            // Mir
            new Range(2200, 2204, 16, 19, 19),
            // American Express
            new Range(3400, 3499, 15, 15, 15),
            new Range(3700, 3799, 15, 15, 15),
            // Diners
            new Range(3000, 3059, 14, 19, 16),
            new Range(3600, 3699, 14, 19, 16),
            new Range(3800, 3999, 14, 19, 16),
            // JCB
            new Range(3528, 3589, 16, 19, 16),
            // Discover, RuPay
            new Range(6011, 6011, 16, 19, 16),
            new Range(6440, 6599, 16, 19, 16),
            new Range(8100, 8299, 16, 19, 16),
            // UnionPay
            new Range(6200, 6299, 16, 19, 19),
            // Maestro
            new Range(5018, 5020, 13, 19, 19),
            new Range(5038, 5038, 13, 19, 19),
            new Range(5612, 5612, 13, 19, 19),
            new Range(5893, 5893, 13, 19, 19),
            new Range(6304, 6304, 13, 19, 19),
            new Range(6759, 6763, 13, 19, 19),
            // Verve, Elo
            new Range(5060, 5090, 16, 19, 19),
            // Troy
            new Range(9792, 9792, 16, 16, 16));

    /**
     * A range of four-digit prefixes with its number lengths.
     *
     * @param longestBare the longest number that counts without groups or a word next to it. A scheme may issue longer
     *     ones, but 64-bit ids are far more common.
     */
    private record Range(int from, int to, int shortest, int longest, int longestBare) {}

    private CardSchemes() {}

    /** Whether card numbers start with this digit. */
    static boolean begin(int digit) {
        return digit >= 2 && digit <= 9 && digit != 7;
    }

    /** Whether a scheme may issue this number. */
    static boolean issue(byte[] digits, int count) {
        return range(digits, count) != null;
    }

    /** Whether a scheme issues such numbers so often that no further evidence is needed. */
    static boolean issueOften(byte[] digits, int count) {
        Range range = range(digits, count);
        return range != null && count <= range.longestBare;
    }

    private static @Nullable Range range(byte[] digits, int count) {
        int prefix = 0;
        for (int i = 0; i < PREFIX_DIGITS; i++) {
            prefix = prefix * 10 + digits[i];
        }
        for (int i = 0; i < RANGES.size(); i++) {
            Range range = RANGES.get(i);
            if (prefix >= range.from && prefix <= range.to && count >= range.shortest && count <= range.longest) {
                return range;
            }
        }
        return null;
    }
}
