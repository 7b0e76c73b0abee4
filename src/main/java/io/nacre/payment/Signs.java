package io.nacre.payment;

/**
 * A text, or bytes that may hold one, as what matters where card numbers are looked for: digits of any script, what may
 * stand between their groups, letters, and masks.
 */
final class Signs {

    static final int SEPARATOR = 10;
    static final int LETTER = 11;
    static final int MASK = 12;
    static final int OTHER = 13;

    private static final int TWO_BYTES = 0xC2;
    private static final int THREE_BYTES = 0xE0;
    private static final int FOUR_BYTES = 0xF0;
    private static final int NO_LEADER = 0xF5;

    private static final int[] NOWHERE = {};

    private final byte[] signs;
    private final int[] from;
    private int size;

    /** @param placed whether to keep where each sign begins */
    private Signs(int most, boolean placed) {
        signs = new byte[most];
        from = placed ? new int[most + 1] : NOWHERE;
    }

    static Signs of(String text) {
        Signs signs = new Signs(text.length(), false);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            signs.signs[signs.size++] = (byte) sign(point);
            at += Character.charCount(point);
        }
        return signs;
    }

    /** None yet, with room for so many bytes at a time. */
    static Signs upTo(int bytes) {
        return new Signs(bytes, true);
    }

    /**
     * A part of some bytes, in place of what was there: as UTF-8, as far as they are; a zero counts as a separator, so
     * that UTF-16 is seen as well.
     */
    void read(byte[] bytes, int start, int end) {
        size = 0;
        for (int at = start; at < end; ) {
            int length = length(bytes, at);
            int point = length == 1 ? bytes[at] & 0xFF : point(bytes, at, length);
            boolean alone = length == 1 && point > 0x7F;
            signs[size] = (byte) (alone ? OTHER : point == 0 ? SEPARATOR : sign(point));
            from[size++] = at;
            at += length;
        }
        from[size] = end;
    }

    int size() {
        return size;
    }

    /** The sign there; OTHER outside. */
    int at(int index) {
        return index >= 0 && index < size ? signs[index] : OTHER;
    }

    boolean isDigit(int index) {
        return at(index) < SEPARATOR;
    }

    /** Where the sign begins in the bytes that were read; of the one after the last, where it ends. */
    int from(int index) {
        return from[index];
    }

    private static int sign(int point) {
        if (point >= '0' && point <= '9') {
            return point - '0';
        }
        if (point == '*') {
            return MASK;
        }
        if (point < 0x80) {
            boolean separator = point == ' ' || point == '-' || point == '.' || point == '/';
            return separator ? SEPARATOR : Character.isLetter(point) ? LETTER : OTHER;
        }
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER -> Character.digit(point, 10);
            case Character.SPACE_SEPARATOR, Character.DASH_PUNCTUATION, Character.FORMAT -> SEPARATOR;
            default -> Character.isLetter(point) ? LETTER : point == 0x2212 ? SEPARATOR : OTHER;
        };
    }

    /** How many bytes make one character of UTF-8; 1 for what is none. */
    private static int length(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        if (first < TWO_BYTES || first >= NO_LEADER) {
            return 1;
        }
        int length = first < THREE_BYTES ? 2 : first < FOUR_BYTES ? 3 : 4;
        for (int i = 1; i < length; i++) {
            if (at + i >= bytes.length || (bytes[at + i] & 0xC0) != 0x80) {
                return 1;
            }
        }
        return length;
    }

    private static int point(byte[] bytes, int at, int length) {
        int point = bytes[at] & (0xFF >> (length + 1));
        for (int i = 1; i < length; i++) {
            point = point << 6 | (bytes[at + i] & 0x3F);
        }
        return point;
    }
}
