package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Numbers of equal bit width, the width of the largest: one byte for the width, then all numbers, lowest bit first,
 * written 64 bits at a time.
 */
final class BitPackedColumn {

    private BitPackedColumn() {}

    /** Writes the numbers; close it after the last. */
    static final class Writer {

        private final DataOutput out;
        private final int bits;
        private long pending;
        private int used;

        /** @param union bitwise or of all numbers */
        Writer(long union, DataOutput out) throws IOException {
            this.out = out;
            this.bits = Long.SIZE - Long.numberOfLeadingZeros(union);
            out.writeByte(bits);
        }

        void put(long value) throws IOException {
            pending |= value << used;
            used += bits;
            if (used >= Long.SIZE) {
                out.writeLong(pending);
                used -= Long.SIZE;
                pending = used == 0 ? 0 : value >>> (bits - used);
            }
        }

        /** Writes the rest of the last word. */
        void close() throws IOException {
            for (; used > 0; used -= Byte.SIZE) {
                out.writeByte((int) pending);
                pending >>>= Byte.SIZE;
            }
        }
    }

    /** Reads the numbers. */
    static final class Reader {

        private final DataInput in;
        private final int bits;
        private final long mask;
        private long unread;
        private long word;
        private int left;

        Reader(int size, DataInput in) throws IOException {
            this.in = in;
            this.bits = in.readByte();
            if (bits < 0 || bits > Long.SIZE) {
                throw new IOException("the bit width is " + bits + ": the bytes are damaged");
            }
            this.mask = bits == Long.SIZE ? -1 : (1L << bits) - 1;
            this.unread = (long) size * bits;
        }

        /** Whether all numbers are zero, and take no bytes. */
        boolean isZero() {
            return bits == 0;
        }

        long next() throws IOException {
            if (left >= bits) {
                long value = word & mask;
                word = bits == Long.SIZE ? 0 : word >>> bits;
                left -= bits;
                return value;
            }
            long low = word;
            int missing = bits - left;
            int had = left;
            fill();
            long value = (low | (word << had)) & mask;
            word = missing == Long.SIZE ? 0 : word >>> missing;
            left -= missing;
            return value;
        }

        private void fill() throws IOException {
            if (unread >= Long.SIZE) {
                word = in.readLong();
                left = Long.SIZE;
            } else {
                word = 0;
                left = (int) unread;
                for (int shift = 0; shift < left; shift += Byte.SIZE) {
                    word |= (in.readByte() & 0xFFL) << shift;
                }
            }
            unread -= left;
        }
    }
}
