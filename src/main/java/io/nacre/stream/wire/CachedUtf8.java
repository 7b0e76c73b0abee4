package io.nacre.stream.wire;

import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Encodes and decodes a text that rarely changes from record to record, such as a bundle id. A text is encoded only
 * when it changes. Reading unchanged bytes returns the existing string. The bytes are the same as those of
 * {@link BinaryEncoding#writeText}. Not thread-safe.
 */
public final class CachedUtf8 {

    private static final int MAX_BYTES = 1 << 20;

    private String text = "";
    private byte[] encoded = {};
    private byte[] arriving = new byte[64];

    public void write(String next, DataOutput out) throws IOException {
        if (!next.equals(text)) {
            remember(next, next.getBytes(StandardCharsets.UTF_8));
        }
        Varint.write(encoded.length, out);
        out.write(encoded);
    }

    public String read(DataInput in) throws IOException {
        int length = Varint.readCount(MAX_BYTES, in);
        if (arriving.length < length) {
            arriving = new byte[length];
        }
        in.readFully(arriving, 0, length);
        return read(arriving, 0, length);
    }

    /** Decodes bytes that are already in memory. */
    String read(byte[] bytes, int from, int to) {
        if (!Arrays.equals(bytes, from, to, encoded, 0, encoded.length)) {
            byte[] own = Arrays.copyOfRange(bytes, from, to);
            remember(new String(own, StandardCharsets.UTF_8), own);
        }
        return text;
    }

    private void remember(String next, byte[] bytes) {
        text = next;
        encoded = bytes;
    }
}
