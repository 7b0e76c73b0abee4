package io.nacre.avro.binary;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nacre.payment.Varint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Avro's binary encoding, written into bytes that are used again for the next record. Not thread-safe. */
public final class AvroBodyEncoder {

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle FLOAT = MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int USUAL_BYTES = 2048;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int at;

    /** Begins a record by what precedes the body. */
    public void start(byte[] header) {
        at = 0;
        append(header);
    }

    /** The record so far, for whoever asks to keep. */
    public byte[] record() {
        return Arrays.copyOf(bytes, at);
    }

    public void writeBoolean(boolean value) {
        reserve(1);
        bytes[at++] = (byte) (value ? 1 : 0);
    }

    /** Also an int, an enum's or a union's index, and a list's count: Avro writes all of them so. */
    public void writeLong(long value) {
        reserve(Varint.MAX_BYTES);
        at = Varint.write(Varint.toZigzag(value), bytes, at);
    }

    public void writeDouble(double value) {
        reserve(Double.BYTES);
        DOUBLE.set(bytes, at, value);
        at += Double.BYTES;
    }

    /** The index of a union of null and something else. */
    public void writePresence(boolean present) {
        reserve(1);
        bytes[at++] = (byte) (present ? 2 : 0);
    }

    /** The number of items that follow in an array or map; an empty one has nothing but its end. */
    public void writeCount(int count) {
        if (count > 0) {
            writeLong(count);
        }
    }

    public void writeTexts(List<String> values) {
        writeCount(values.size());
        for (int i = 0; i < values.size(); i++) {
            writeText(values.get(i));
        }
        writeLong(0);
    }

    public void writeMapOfTexts(Map<String, String> values) {
        writeCount(values.size());
        for (Map.Entry<String, String> entry : values.entrySet()) {
            writeText(entry.getKey());
            writeText(entry.getValue());
        }
        writeLong(0);
    }

    public void writeMapOfDoubles(Map<String, Double> values) {
        writeCount(values.size());
        for (Map.Entry<String, Double> entry : values.entrySet()) {
            writeText(entry.getKey());
            writeDouble(entry.getValue());
        }
        writeLong(0);
    }

    /** An array of floats. */
    public void writeFloats(float[] values) {
        if (values.length > 0) {
            writeLong(values.length);
            reserve(values.length * Float.BYTES);
            for (float value : values) {
                FLOAT.set(bytes, at, value);
                at += Float.BYTES;
            }
        }
        writeLong(0);
    }

    public void writeText(String text) {
        int length = text.length();
        reserve(Varint.MAX_BYTES + length);
        int start = at;
        writeLong(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                at = start;
                writeEncoded(text.getBytes(UTF_8));
                return;
            }
            bytes[at++] = (byte) c;
        }
    }

    public void writeBytes(ByteBuffer value) {
        int length = value.remaining();
        writeLong(length);
        reserve(length);
        value.duplicate().get(bytes, at, length);
        at += length;
    }

    /** A text that is there already as UTF-8. */
    public void writeEncoded(byte[] text) {
        writeLong(text.length);
        append(text);
    }

    private void append(byte[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, bytes, at, more.length);
        at += more.length;
    }

    private void reserve(int more) {
        if (bytes.length - at < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, at + more));
        }
    }
}
