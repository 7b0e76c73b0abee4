package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Whole numbers in as few bytes as they need, seven bits a byte, lowest first; any {@code long} fits. */
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
        throw new IOException("a number of more than 64 bits: the bytes are damaged");
    }

    /** For what may be negative: small where the number is near zero. */
    public static void writeSigned(long value, DataOutput out) throws IOException {
        write(value << 1 ^ value >> (Long.SIZE - 1), out);
    }

    public static long readSigned(DataInput in) throws IOException {
        long folded = read(in);
        return folded >>> 1 ^ -(folded & 1);
    }

    /** A length or count, 0 to {@code most}: damaged bytes must not ask for all the memory there is. */
    public static int readCount(int most, DataInput in) throws IOException {
        long count = read(in);
        if (count < 0 || count > most) {
            throw new IOException("a count of " + count + " where " + most + " is the most: the bytes are damaged");
        }
        return (int) count;
    }
}
