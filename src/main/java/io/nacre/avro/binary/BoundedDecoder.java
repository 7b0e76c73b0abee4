package io.nacre.avro.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.Varint;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro's binary encoding, read from bytes that may be hostile: no length is believed beyond the bytes that are there,
 * so a short record never makes room for a long text or list. Avro's own decoder bounds lengths by system properties,
 * which are the whole JVM's.
 */
public final class BoundedDecoder extends Decoder {

    private byte[] bytes = new byte[0];
    private int at;
    private long items;

    public void start(byte[] record, int offset) {
        bytes = record;
        at = offset;
        items = 0;
    }

    public int remaining() {
        return bytes.length - at;
    }

    /** Refuses bytes after the record's end. */
    public void requireEnd() {
        if (remaining() > 0) {
            throw new AvroRuntimeException("bytes are left over");
        }
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() {
        byte value = bytes[take(1)];
        if (value != 0 && value != 1) {
            throw new AvroRuntimeException("a boolean is neither 0 nor 1");
        }
        return value == 1;
    }

    @Override
    public int readInt() {
        long value = readLong();
        if ((int) value != value) {
            throw new AvroRuntimeException("an int has more than 32 bits");
        }
        return (int) value;
    }

    @Override
    public long readLong() {
        if (at < bytes.length && bytes[at] >= 0) {
            long small = bytes[at++];
            return Varint.fromZigzag(small);
        }
        return readLargeLong();
    }

    /** Apart from {@link #readLong}, so that the compiler can inline what is frequent. */
    private long readLargeLong() {
        long zigzag = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[take(1)];
            zigzag |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return Varint.fromZigzag(zigzag);
            }
        }
        throw new AvroRuntimeException("a number has more than ten bytes");
    }

    @Override
    public float readFloat() {
        return Float.intBitsToFloat((int) littleEndian(4));
    }

    @Override
    public double readDouble() {
        return Double.longBitsToDouble(littleEndian(8));
    }

    @Override
    public Utf8 readString(@Nullable Utf8 old) {
        return new Utf8(readString());
    }

    /** Malformed UTF-8 is refused: read leniently, two ids could become the same. */
    @Override
    public String readString() {
        int length = length();
        return text(bytes, take(length), length);
    }

    /** The record that is being read. */
    public byte[] bytes() {
        return bytes;
    }

    /** Reads the index of a union of null and something else: whether it is something else. */
    public boolean readPresence() {
        if (at < bytes.length && (bytes[at] & ~2) == 0) {
            return bytes[at++] != 0;
        }
        int branch = readIndex();
        if (branch != 0 && branch != 1) {
            throw new AvroRuntimeException("a branch that the schema does not have");
        }
        return branch == 1;
    }

    /** Skips a text or bytes, and returns the length, which is now before {@link #at}. */
    public int skipLength() {
        int length = length();
        at += length;
        return length;
    }

    /** Where the next byte is read. */
    public int at() {
        return at;
    }

    /** The text of UTF-8 bytes. */
    static String text(byte[] bytes, int start, int length) {
        String text = new String(bytes, start, length, UTF_8);
        if (text.indexOf('\uFFFD') >= 0
                && !Arrays.equals(text.getBytes(UTF_8), Arrays.copyOfRange(bytes, start, start + length))) {
            throw new AvroRuntimeException("a text is not UTF-8");
        }
        return text;
    }

    @Override
    public void skipString() {
        skipBytes();
    }

    @Override
    public ByteBuffer readBytes(@Nullable ByteBuffer old) {
        int length = length();
        int start = take(length);
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + length));
    }

    @Override
    public void skipBytes() {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) {
        take(length);
    }

    @Override
    public int readEnum() {
        return readInt();
    }

    @Override
    public int readIndex() {
        return readInt();
    }

    @Override
    public long readArrayStart() {
        return block();
    }

    @Override
    public long arrayNext() {
        return block();
    }

    @Override
    public long skipArray() {
        return skipBlocks();
    }

    @Override
    public long readMapStart() {
        return block();
    }

    @Override
    public long mapNext() {
        return block();
    }

    @Override
    public long skipMap() {
        return skipBlocks();
    }

    /** A negative count is followed by the block's length in bytes, which only skipping needs. */
    private long block() {
        long count = readLong();
        if (count < 0) {
            readLong();
            count = -count;
        }
        return counted(count);
    }

    private long skipBlocks() {
        long count = readLong();
        while (count < 0) {
            take(length());
            count = readLong();
        }
        return counted(count);
    }

    /** No more items than bytes, even of items that take none. */
    private long counted(long count) {
        if (count < 0 || count > bytes.length - items) {
            throw new AvroRuntimeException("a list announces more items than the record has bytes");
        }
        items += count;
        return count;
    }

    /** The length of what follows, which is there. */
    public int length() {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new AvroRuntimeException("a length reaches beyond the record");
        }
        return (int) length;
    }

    private long littleEndian(int width) {
        int start = take(width);
        long value = 0;
        for (int i = width - 1; i >= 0; i--) {
            value = (value << 8) | (bytes[start + i] & 0xFF);
        }
        return value;
    }

    /** Steps over so many bytes, and says where they begin. */
    public int take(int length) {
        if (length < 0 || length > remaining()) {
            throw new AvroRuntimeException("the record ends too early");
        }
        int start = at;
        at += length;
        return start;
    }
}
