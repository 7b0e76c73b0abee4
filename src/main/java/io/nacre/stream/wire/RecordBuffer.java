package io.nacre.stream.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.GeoPoint;
import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A reusable buffer for the bytes of one record, which are sent and received in one piece. Not thread-safe. */
public final class RecordBuffer {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int USUAL_BYTES = 2048;

    /** More bytes than any record that the contract accepts. */
    private static final int MAX_BYTES = 1 << 26;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int at;

    /** The end of the received record; the bytes after it are from an earlier one. */
    private int end;

    public void clear() {
        at = 0;
    }

    public void send(DataOutput out) throws IOException {
        Varint.write(at, out);
        out.write(bytes, 0, at);
    }

    public void receive(DataInput in) throws IOException {
        end = Varint.readCount(MAX_BYTES, in);
        at = 0;
        reserve(end);
        in.readFully(bytes, 0, end);
    }

    /** Reads bytes that are already in memory, instead of receiving them. They are copied, and not modified. */
    public void wrap(byte[] record) {
        System.arraycopy(record, 0, arrayWithRoom(record.length), 0, record.length);
        end = record.length;
        at = 0;
    }

    private byte[] arrayWithRoom(int length) {
        at = 0;
        return reserve(length);
    }

    /**
     * Reserves space for the length of a block.
     *
     * @return the start of the block, for {@link #endBlock}
     */
    public int beginBlock() {
        reserve(Integer.BYTES);
        at += Integer.BYTES;
        return at;
    }

    /** Writes the number of bytes since {@link #beginBlock} returned this start. */
    public void endBlock(int start) {
        INT.set(bytes, start - Integer.BYTES, at - start);
    }

    /** Reads a length that {@link #endBlock} wrote. */
    public int readFixed() throws IOException {
        int length = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        if (length < 0 || length > end - at) {
            throw new IOException("a length of " + length + " with " + (end - at) + " bytes left: they are damaged");
        }
        return length;
    }

    /** Writes bytes after their length, in the format of {@link #endBlock}. */
    public void writeBytes(byte[] some) {
        int start = beginBlock();
        writeRaw(some, some.length);
        endBlock(start);
    }

    public void writeRaw(byte[] some, int length) {
        System.arraycopy(some, 0, reserve(length), at, length);
        at += length;
    }

    public byte[] readBytes(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** Ensures space for more bytes, and returns the array. Write at {@link #at}, then call {@link #advanceTo}. */
    public byte[] reserve(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
        return bytes;
    }

    public int at() {
        return at;
    }

    public void advanceTo(int until) {
        at = until;
    }

    public void writeByte(int value) {
        reserve(1)[at++] = (byte) value;
    }

    public byte readByte() {
        return bytes[at++];
    }

    public void writeLong(long value) {
        at = Varint.write(value, reserve(Varint.MAX_BYTES), at);
    }

    public long readLong() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** Writes a number that may be negative. */
    public void writeSigned(long value) {
        writeLong(Varint.toZigzag(value));
    }

    public long readSigned() {
        return Varint.fromZigzag(readLong());
    }

    public void writeText(String text) {
        writeText(text, 0);
    }

    /** Writes the length plus one, then the text; 0 for null. */
    public void writeOptional(@Nullable String text) {
        if (text == null) {
            writeByte(0);
        } else {
            writeText(text, 1);
        }
    }

    /** @param more is added to the length, so that the same number can encode null */
    void writeText(String text, int more) {
        int length = text.length();
        byte[] room = reserve(Varint.MAX_BYTES + length);
        int start = at;
        writeLong(length + (long) more);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                at = start;
                writeEncoded(text.getBytes(UTF_8), more);
                return;
            }
            room[at++] = (byte) c;
        }
    }

    private void writeEncoded(byte[] text, int more) {
        writeLong(text.length + (long) more);
        System.arraycopy(text, 0, reserve(text.length), at, text.length);
        at += text.length;
    }

    public String readText() throws IOException {
        return text(readLength());
    }

    /** Reads a text that rarely changes from record to record. */
    public String readText(CachedUtf8 usual) throws IOException {
        int length = readLength();
        at += length;
        return usual.read(bytes, at - length, at);
    }

    public @Nullable String readOptional() throws IOException {
        int length = readLength();
        return length == 0 ? null : text(length - 1);
    }

    String text(int length) {
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    /** The bytes that have not been read yet. */
    public byte[] rest() {
        byte[] rest = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return rest;
    }

    /** Reads a length or count, which is at most the length of the record. */
    public int readLength() throws IOException {
        long length = readLong();
        if (length < 0 || length > end) {
            throw new IOException("a length of " + length + " in " + end + " bytes: the bytes are damaged");
        }
        return (int) length;
    }

    public void writeLocation(@Nullable GeoPoint place) {
        writeByte(place == null ? 0 : 1);
        if (place != null) {
            byte[] room = reserve(2 * Double.BYTES);
            LONG.set(room, at, Double.doubleToRawLongBits(place.latitude()));
            LONG.set(room, at + Double.BYTES, Double.doubleToRawLongBits(place.longitude()));
            at += 2 * Double.BYTES;
        }
    }

    public @Nullable GeoPoint readLocation() {
        if (readByte() == 0) {
            return null;
        }
        at += 2 * Double.BYTES;
        return new GeoPoint(
                Double.longBitsToDouble((long) LONG.get(bytes, at - 2 * Double.BYTES)),
                Double.longBitsToDouble((long) LONG.get(bytes, at - Double.BYTES)));
    }
}
