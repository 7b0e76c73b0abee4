package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of one kind as bytes, all as wide as the largest needs: a byte that says how wide, then one after the other,
 * lowest byte first. Moved in bulk, which costs a fraction of byte after byte, and takes hardly more room.
 */
final class Column {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A number is moved as eight bytes, of which the next overwrites what is not its own. */
    private static final int SLACK = Long.BYTES;

    private final byte[] bytes;
    private final int width;
    private final long mask;
    private int at;

    private Column(byte[] bytes, int width) {
        this.bytes = bytes;
        this.width = width;
        this.mask = width == Long.BYTES ? -1 : (1L << (width * Byte.SIZE)) - 1;
    }

    /**
     * A column to be filled by {@link #put}.
     *
     * @param union of all the bits that the numbers have
     */
    static Column of(int size, long union) {
        int width = (Long.SIZE - Long.numberOfLeadingZeros(union) + Byte.SIZE - 1) / Byte.SIZE;
        return new Column(new byte[size * width + SLACK], width);
    }

    void put(long value) {
        LONG.set(bytes, at, value);
        at += width;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte(width);
        out.write(bytes, 0, at);
    }

    /** A column to be emptied by {@link #next}. */
    static Column read(int size, DataInput in) throws IOException {
        int width = in.readByte();
        if (width < 0 || width > Long.BYTES) {
            throw new IOException("numbers of " + width + " bytes: the bytes are damaged");
        }
        byte[] bytes = new byte[size * width + SLACK];
        in.readFully(bytes, 0, size * width);
        return new Column(bytes, width);
    }

    /** Whether all its numbers are zero, and take no room. */
    boolean isZero() {
        return width == 0;
    }

    long next() {
        long value = (long) LONG.get(bytes, at) & mask;
        at += width;
        return value;
    }
}
