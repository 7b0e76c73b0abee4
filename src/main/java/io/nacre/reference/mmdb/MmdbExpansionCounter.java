package io.nacre.reference.mmdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Steps through the values of a section of an .mmdb file and counts what a reader would unfold from them. A pointer
 * stands for a value elsewhere, so lists of pointers to lists of pointers make a few hundred bytes unfold to more than
 * there is memory: MaxMind's reader follows all of them, and nothing in its settings bounds it.
 */
final class MmdbExpansionCounter {

    /** Values that one entry may unfold to; GeoIP2's largest have some 250. */
    private static final int MAX_VALUES = 1_000;

    /** Values within values, one entry; GeoIP2's have 5. */
    private static final int MAX_DEPTH = 31;

    /** A long text counts as one value for each of so many bytes. */
    private static final int TEXT_BYTES = 64;

    /** Steps for each byte of a section; a sound one takes no more than two. */
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

    /** Depth's share of the bits of what a value unfolds to. */
    private static final int DEPTH_BITS = 5;

    private final byte[] file;
    private final int start;
    private final int end;
    private final char[] unfolded;
    private long stepsLeft;
    private int at;

    // What the head that was read last says.
    private int type;
    private long size;

    /** Of the section from there to there. */
    MmdbExpansionCounter(byte[] file, int start, int end) {
        this.file = file;
        this.start = start;
        this.end = end;
        // Values and depth share 16 bits, for a section may have a hundred megabytes.
        this.unfolded = new char[end - start];
        this.stepsLeft = (long) STEPS_A_BYTE * (end - start) + MIN_STEPS;
    }

    /** @throws IOException unless the value at this offset of the section ends, and unfolds to a bounded size */
    void check(long offset) throws IOException {
        pointed(offset, 0);
    }

    /** The whole numbers of the map at the section's start, by name. */
    Map<String, Long> numbers() throws IOException {
        check(0);
        at = start;
        head();
        if (type != MAP) {
            throw new IOException("the metadata is no map");
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
            throw new IOException("a name in the metadata is no text");
        }
        int length = (int) size;
        return new String(file, take(length), length, UTF_8);
    }

    /** What a pointer leads to, each place reckoned once. */
    private int pointed(long offset, int depth) throws IOException {
        if (offset < 0 || offset >= end - start) {
            throw new IOException("a pointer leads out of the data");
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

    /** Steps over the value that begins here; how many values it unfolds to, and how deep. */
    private int value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("values within values, more than " + MAX_DEPTH + " deep");
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

    /** The same, one deeper. */
    private static int within(int unfolded) throws IOException {
        return packed(unfolded >> DEPTH_BITS, (unfolded & MAX_DEPTH) + 1);
    }

    private static int packed(long values, int depth) throws IOException {
        if (values > MAX_VALUES || depth > MAX_DEPTH) {
            throw new IOException("an entry unfolds to more than " + MAX_VALUES + " values, or more than " + MAX_DEPTH
                    + " within each other");
        }
        return (int) values << DEPTH_BITS | depth;
    }

    /** The control byte of a value, and what continues it; of a pointer, size is where it leads to. */
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
                throw new IOException("a value of a type that the format does not have");
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

    /** Steps over so many bytes, and says where they begin. */
    private int take(int length) throws IOException {
        if (length > end - at) {
            throw new IOException("a value reaches beyond the data");
        }
        int from = at;
        at += length;
        return from;
    }
}
