package io.nacre.payment;

/**
 * Classifies the characters of a text or of bytes for the search for card numbers: digits of any script, letters, masks
 * and separators.
 */
final class DigitScanner {

    static final int SEPARATOR = 10;
    static final int LETTER = 11;
    static final int MASK = 12;
    static final int OTHER = 13;

    private static final int TWO_BYTES = 0xC2;
    private static final int THREE_BYTES = 0xE0;
    private static final int FOUR_BYTES = 0xF0;
    private static final int NO_LEADER = 0xF5;
    private static final int LAST_ASCII_CONTROL = 0x1F;
    private static final int DELETE = 0x7F;

    private static final int[] NOWHERE = {};

    private final String text;
    private final byte[] signs;
    /** Empty if every symbol is one character of the text. */
    private final int[] from;

    private int size;

    private DigitScanner(String text, int most, boolean placed) {
        this.text = text;
        signs = new byte[most];
        from = placed ? new int[most + 1] : NOWHERE;
    }

    /** Scans a text without its invisible characters: control and format characters, and combining marks. */
    static DigitScanner of(String text) {
        return isPrintable(text) ? ofPrintable(text) : ofAny(text);
    }

    private static DigitScanner ofPrintable(String text) {
        DigitScanner digitScanner = new DigitScanner(text, text.length(), false);
        for (int at = 0; at < text.length(); at++) {
            digitScanner.signs[at] = (byte) sign(text.charAt(at));
        }
        digitScanner.size = text.length();
        return digitScanner;
    }

    private static DigitScanner ofAny(String text) {
        DigitScanner digitScanner = new DigitScanner(text, text.length(), true);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            if (isVisible(point)) {
                digitScanner.signs[digitScanner.size] = (byte) (isBreak(point) ? SEPARATOR : sign(point));
                digitScanner.from[digitScanner.size++] = at;
            }
            at += Character.charCount(point);
        }
        digitScanner.from[digitScanner.size] = text.length();
        return digitScanner;
    }

    /** An empty scanner with room for so many bytes. */
    static DigitScanner upTo(int bytes) {
        return new DigitScanner("", bytes, true);
    }

    /**
     * Replaces the content by a part of some bytes, read as UTF-8 where possible. A zero byte is a separator, so that
     * UTF-16 is recognised as well.
     *
     * @param thorough whether every control character is a separator; the lengths of texts are such bytes
     */
    void read(byte[] bytes, int start, int end, boolean thorough) {
        size = 0;
        for (int at = start; at < end; ) {
            int length = length(bytes, at);
            int point = length == 1 ? bytes[at] & 0xFF : point(bytes, at, length);
            boolean alone = length == 1 && point > DELETE;
            boolean control = point <= LAST_ASCII_CONTROL || point == DELETE;
            signs[size] = (byte) (alone ? OTHER : point == 0 || (thorough && control) ? SEPARATOR : sign(point));
            from[size++] = at;
            at += length;
        }
        from[size] = end;
    }

    int size() {
        return size;
    }

    /** The symbol at the index; OTHER outside the text. */
    int at(int index) {
        return index >= 0 && index < size ? signs[index] : OTHER;
    }

    boolean isDigit(int index) {
        return at(index) < SEPARATOR;
    }

    boolean isLetterOrDigit(int index) {
        return isDigit(index) || at(index) == LETTER;
    }

    /** The code point at the index; -1 outside the text. */
    int point(int index) {
        return index >= 0 && index < size ? text.codePointAt(from(index)) : -1;
    }

    /** Whether both ranges have the same characters. */
    boolean isSame(int from, int to, int otherFrom, int otherTo) {
        boolean same = to - from == otherTo - otherFrom;
        for (int i = 0; same && i < to - from; i++) {
            same = point(from + i) == point(otherFrom + i);
        }
        return same;
    }

    /** The start of a symbol in the input; for the index after the last, the end. */
    int from(int index) {
        return from.length == 0 ? index : from[index];
    }

    /** Whether the text is printable ASCII. */
    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= LAST_ASCII_CONTROL || c >= DELETE) {
                return false;
            }
        }
        return true;
    }

    private static boolean isVisible(int point) {
        if (point > LAST_ASCII_CONTROL && point < DELETE) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL -> isBreak(point);
            case Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> true;
        };
    }

    /** Whether the code point ends a line or a cell. */
    private static boolean isBreak(int point) {
        return point == '\t' || point == '\n' || point == '\r';
    }

    private static int sign(int point) {
        if (point >= '0' && point <= '9') {
            return point - '0';
        }
        if (point <= DELETE) {
            boolean control = point <= LAST_ASCII_CONTROL || point == DELETE;
            return point == '*' ? MASK : Character.isLetter(point) ? LETTER : control ? OTHER : SEPARATOR;
        }
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER -> Character.digit(point, 10);
            case Character.OTHER_NUMBER -> numeral(point);
            default -> Character.isLetter(point) ? LETTER : SEPARATOR;
        };
    }

    /** Whether the code point is a digit. */
    static boolean isNumeral(int point) {
        return sign(point) < SEPARATOR;
    }

    /** Circled, superscript or subscript digits. */
    @SuppressWarnings("CharacterGetNumericValue") // Letters are excluded before.
    private static int numeral(int point) {
        int value = Character.getNumericValue(point);
        return value >= 0 && value <= 9 ? value : SEPARATOR;
    }

    /** The number of bytes of one UTF-8 character; 1 for an invalid byte. */
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
