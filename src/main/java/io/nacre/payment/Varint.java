package io.nacre.payment;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Variable-length integers: seven bits per byte, lowest first; for any {@code long}. */
public final class Varint {

    /** Of the longest number. */
    public static final int MAX_BYTES = 10;

    private Varint() {}

    /** One byte below 128, ten for a negative number. */
    public static void write(long value, DataOutput out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    /** Writes into an array that has room for {@link #MAX_BYTES} more; returns the index after the last byte. */
    public static int write(long value, byte[] bytes, int start) {
        int at = start;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
        return at;
    }

    public static long read(DataInput in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("the number has more than 64 bits: the bytes are damaged");
    }

    public static void writeSigned(long value, DataOutput out) throws IOException {
        write(toZigzag(value), out);
    }

    public static long readSigned(DataInput in) throws IOException {
        return fromZigzag(read(in));
    }

    /** Zigzag encoding for signed numbers: few bytes for numbers near zero. */
    public static long toZigzag(long value) {
        return value << 1 ^ value >> (Long.SIZE - 1);
    }

    public static long fromZigzag(long zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    /** A length or count from 0 to {@code most}, so that damaged bytes cannot allocate all memory. */
    public static int readCount(int most, DataInput in) throws IOException {
        long count = read(in);
        if (count < 0 || count > most) {
            throw new IOException("the count is " + count + ", more than " + most + ": the bytes are damaged");
        }
        return (int) count;
    }
}
