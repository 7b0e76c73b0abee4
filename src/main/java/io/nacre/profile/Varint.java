package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Variable-length integers: seven bits per byte, lowest first; for any {@code long}. */
public final class Varint {

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

    /** Zigzag encoding for signed numbers: short for numbers near zero. */
    public static void writeSigned(long value, DataOutput out) throws IOException {
        write(value << 1 ^ value >> (Long.SIZE - 1), out);
    }

    public static long readSigned(DataInput in) throws IOException {
        long folded = read(in);
        return folded >>> 1 ^ -(folded & 1);
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
