package io.nacre.reference.mmdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts the values that a reader would expand from a section of an .mmdb file. A pointer refers to a value elsewhere,
 * so lists of pointers to lists of pointers can expand a few hundred bytes beyond any memory. MaxMind's reader follows
 * all pointers without a limit.
 */
final class MmdbExpansionCounter {

    /** Maximum number of values of one entry; the largest of GeoIP2 have about 250. */
    private static final int MAX_VALUES = 1_000;

    /** Maximum nesting of values in one entry; GeoIP2 has 5. */
    private static final int MAX_DEPTH = 31;

    /** A long text counts as one value per so many bytes. */
    private static final int TEXT_BYTES = 64;

    /** Maximum steps per byte of a section; a valid one needs at most two. */
    private static final int STEPS_A_BYTE = 8;

    private static final int MIN_STEPS = 1 << 16;

    private static final int EXTENDED = 0;
    private static final int POINTER = 1;
    private static final int TEXT = 2;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int LAST = 15;
    private static final int[] POINTER_BASE = {0, 2_048, 526_336, 0};
    private static final int[] SIZE_BASE = {29, 285, 65_821};

    /** Bits for the depth in the packed result. */
    private static final int DEPTH_BITS = 5;

    private final byte[] file;
    private final int start;
    private final int end;
    private final char[] unfolded;
    private long stepsLeft;
    private int at;

    // The last control byte that was read.
    private int type;
    private long size;

    /** For the section between two offsets. */
    MmdbExpansionCounter(byte[] file, int start, int end) {
        this.file = file;
        this.start = start;
        this.end = end;
        // Values and depth share 16 bits, because a section may have a hundred megabytes.
        this.unfolded = new char[end - start];
        this.stepsLeft = (long) STEPS_A_BYTE * (end - start) + MIN_STEPS;
    }

    /** @throws IOException unless the value at this offset of the section ends, and expands to a bounded size */
    void check(long offset) throws IOException {
        pointed(offset, 0);
    }

    /** The integers of the map at the start of the section, by name. */
    Map<String, Long> numbers() throws IOException {
        check(0);
        at = start;
        head();
        if (type != MAP) {
            throw new IOException("the metadata is not a map");
        }
        Map<String, Long> numbers = new HashMap<>();
        for (long left = size; left > 0; left--) {
            String name = name();
            int valueAt = at;
            head();
            if (size <= Integer.BYTES && type != POINTER && type != MAP && type != ARRAY) {
                numbers.put(name, bigEndian((int) size));
            }
            at = valueAt;
            value(0);
        }
        return numbers;
    }

    private String name() throws IOException {
        head();
        if (type != TEXT) {
            throw new IOException("a name in the metadata is not a text");
        }
        int length = (int) size;
        return new String(file, take(length), length, UTF_8);
    }

    /** Expands a pointer; each target is counted once. */
    private int pointed(long offset, int depth) throws IOException {
        if (offset < 0 || offset >= end - start) {
            throw new IOException("a pointer points outside the data");
        }
        int place = (int) offset;
        if (unfolded[place] == 0) {
            int back = at;
            at = start + place;
            unfolded[place] = (char) value(depth);
            at = back;
        }
        return unfolded[place];
    }

    /** Skips a value; returns the number of its values and their depth. */
    private int value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("values are nested more than " + MAX_DEPTH + " levels deep");
        }
        head();
        switch (type) {
            case POINTER -> {
                return within(pointed(size, depth + 1));
            }
            case MAP -> {
                return items(2 * size, depth);
            }
            case ARRAY -> {
                return items(size, depth);
            }
            case BOOLEAN -> {
                return packed(1, 0);
            }
            default -> {
                take((int) size);
                return packed(1 + size / TEXT_BYTES, 0);
            }
        }
    }

    private int items(long count, int depth) throws IOException {
        long values = 1;
        int deepest = 0;
        for (long left = count; left > 0; left--) {
            int item = value(depth + 1);
            values += item >> DEPTH_BITS;
            deepest = Math.max(deepest, item & MAX_DEPTH);
            packed(values, deepest);
        }
        return within(packed(values, deepest));
    }

    /** One level deeper. */
    private static int within(int unfolded) throws IOException {
        return packed(unfolded >> DEPTH_BITS, (unfolded & MAX_DEPTH) + 1);
    }

    private static int packed(long values, int depth) throws IOException {
        if (values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new IOException("an entry expands to more than " + MAX_VALUES + " values, or to more than "
                    + MAX_DEPTH + " levels");
        }
        return (int) values << DEPTH_BITS | depth;
    }

    /** Reads the control bytes of a value; for a pointer, size is its target. */
    private void head() throws IOException {
        if (--stepsLeft < 0) {
            throw new IOException("the entries overlap");
        }
        int control = next();
        type = control >> 5;
        if (type == POINTER) {
            int width = control >> 3 & 3;
            long first = width == 3 ? 0 : control & 7;
            size = POINTER_BASE[width] + ((first << (Byte.SIZE * (width + 1))) | bigEndian(width + 1));
            return;
        }
        if (type == EXTENDED) {
            type = next() + MAP;
            if (type <= MAP || type > LAST) {
                throw new IOException("a value has an unknown type");
            }
        }
        size = control & 31;
        if (size >= SIZE_BASE[0]) {
            int width = (int) size - SIZE_BASE[0];
            size = SIZE_BASE[width] + bigEndian(width + 1);
        }
    }

    private long bigEndian(int width) throws IOException {
        long number = 0;
        for (int i = 0; i < width; i++) {
            number = number << Byte.SIZE | next();
        }
        return number;
    }

    private int next() throws IOException {
        return file[take(1)] & 0xFF;
    }

    /** Skips so many bytes, and returns their start. */
    private int take(int length) throws IOException {
        if (length > end - at) {
            throw new IOException("a value reaches beyond the data");
        }
        int from = at;
        at += length;
        return from;
    }
}
