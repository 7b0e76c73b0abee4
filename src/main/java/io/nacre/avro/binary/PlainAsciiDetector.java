package io.nacre.avro.binary;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds plain texts by their bytes, eight at a time: printable ASCII without outer spaces, and without as many digits
 * in a row as a card number has. The checks of every text field return a plain text unchanged.
 */
public final class PlainAsciiDetector {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    /** Added to a byte, it sets the top bit from ' ' on. */
    private static final long TO_TOP = 0x6060606060606060L;

    /** Makes letters lower case. */
    private static final long SPACES = 0x2020202020202020L;

    /** Added to a byte, it sets the top bit from 'a' on. */
    private static final long FROM_A = 0x1F1F1F1F1F1F1F1FL;

    /** Added to a byte, it sets the top bit beyond 'z'. */
    private static final long BEYOND_Z = 0x0505050505050505L;

    private static final long LETTERS = 0x6161616161616161L;

    /**
     * A multiplication by it collects the lowest bits of eight bytes in the top byte, that of the first byte lowest.
     */
    private static final long TO_BITS = 0x0102040810204080L;

    /** The digits of the shortest card number. */
    private static final int DIGITS = 13;

    private PlainAsciiDetector() {}

    public static boolean isPlain(byte[] bytes, int start, int length) {
        int end = start + length;
        if (length == 0 || bytes[start] == ' ' || bytes[end - 1] == ' ') {
            return false;
        }
        long odd = 0;
        long others = 0;
        int at = start;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            odd |= odd(eight);
            others |= other(eight) << (at - start);
        }
        if (at < end) {
            long rest = rest(bytes, at, end);
            odd |= odd(rest);
            others |= other(rest) << (at - start);
        }
        boolean letters = length <= Long.SIZE && !hasRun(others);
        return (odd & TOPS) == 0 && (letters || !mayHoldCard(bytes, start, end));
    }

    /** The last bytes, filled up with letters. */
    private static long rest(byte[] bytes, int from, int end) {
        long rest = LETTERS;
        for (int i = end - 1; i >= from; i--) {
            rest = rest << Byte.SIZE | bytes[i];
        }
        return rest;
    }

    /** The top bit of each byte that is not from ' ' to '~'; where one is, those above it may be wrong. */
    private static long odd(long eight) {
        return eight | ~(eight + TO_TOP) | (eight + ONES);
    }

    /** A bit for each byte that is no letter: among them are the digits, and what may stand between or for them. */
    private static long other(long eight) {
        long lower = (eight | SPACES) & ~TOPS;
        long letter = (lower + FROM_A) & ~(lower + BEYOND_Z) & TOPS;
        return ((~letter >>> 7 & ONES) * TO_BITS) >>> (Long.SIZE - Long.BYTES);
    }

    /** Whether so many bits stand together as a card number has digits. */
    private static boolean hasRun(long bits) {
        long two = bits & bits >>> 1;
        long four = two & two >>> 2;
        long eight = four & four >>> 4;
        return (eight & eight >>> (DIGITS - 8)) != 0;
    }

    /** Whether there are so many digits, or so many masks, without a letter between them. */
    private static boolean mayHoldCard(byte[] bytes, int start, int end) {
        int digits = 0;
        int masks = 0;
        for (int i = start; i < end; i++) {
            byte c = bytes[i];
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '*') {
                masks++;
            } else if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) {
                digits = 0;
                masks = 0;
            }
            if (digits >= DIGITS || masks >= DIGITS) {
                return true;
            }
        }
        return false;
    }
}
