package io.nacre.reference.mmdb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes values in the data format of a MaxMind DB. */
final class MmdbData {

    private static final int TEXT = 2;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int UINT64 = 9;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;

    /** Types from this number on need a second byte. */
    private static final int FIRST_EXTENDED = 8;

    private MmdbData() {}

    /** A number that the format requires in 16 bits; plain longs become uint32. */
    record Uint16(int value) {}

    /** A number that the format requires in 64 bits; plain longs become uint32. */
    record Uint64(long value) {}

    static void write(ByteArrayOutputStream out, Object value) {
        if (value instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            head(out, TEXT, bytes.length);
            out.writeBytes(bytes);
        } else if (value instanceof Boolean flag) {
            head(out, BOOLEAN, flag ? 1 : 0);
        } else if (value instanceof Long number) {
            number(out, UINT32, checked(number));
        } else if (value instanceof Uint16 number) {
            number(out, UINT16, number.value());
        } else if (value instanceof Uint64 number) {
            number(out, UINT64, number.value());
        } else if (value instanceof Map<?, ?> map) {
            map(out, map);
        } else if (value instanceof List<?> list) {
            head(out, ARRAY, list.size());
            list.forEach(item -> write(out, item));
        } else {
            throw new IllegalArgumentException(
                    "a database cannot contain a " + value.getClass().getSimpleName());
        }
    }

    /** Ordered by key, so that equal maps have equal bytes. */
    private static void map(ByteArrayOutputStream out, Map<?, ?> map) {
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put((String) key, value));
        head(out, MAP, sorted.size());
        sorted.forEach((key, value) -> {
            write(out, key);
            write(out, value);
        });
    }

    private static long checked(long number) {
        if (number < 0 || number > 0xffff_ffffL) {
            throw new IllegalArgumentException("the number has more than 32 bits: " + number);
        }
        return number;
    }

    private static void number(ByteArrayOutputStream out, int type, long value) {
        int bytes = (Long.SIZE - Long.numberOfLeadingZeros(value) + Byte.SIZE - 1) / Byte.SIZE;
        head(out, type, bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >>> (Byte.SIZE * i)));
        }
    }

    /** The control bytes: the type, and small sizes. */
    private static void head(ByteArrayOutputStream out, int type, int size) {
        int inline = size < 29 ? size : size < 285 ? 29 : size < 65_821 ? 30 : 31;
        if (type < FIRST_EXTENDED) {
            out.write(type << 5 | inline);
        } else {
            out.write(inline);
            out.write(type - FIRST_EXTENDED + 1);
        }
        switch (inline) {
            case 29 -> out.write(size - 29);
            case 30 -> bigEndian(out, size - 285, 2);
            case 31 -> bigEndian(out, size - 65_821, 3);
            default -> {} // The control byte contains the size.
        }
    }

    private static void bigEndian(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(value >>> (Byte.SIZE * i));
        }
    }
}
