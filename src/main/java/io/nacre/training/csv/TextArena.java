package io.nacre.training.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short texts, one behind the other in large arrays. Each has an address. */
final class TextArena {

    private static final int CHUNK_BYTES = 1 << 20;
    private static final int LENGTH_BYTES = 2;

    private final List<byte[]> chunks = new ArrayList<>();
    private int used = CHUNK_BYTES;

    /** Adds a text of at most 65535 bytes; returns its address. */
    long add(byte[] text) {
        if (text.length > 0xffff) {
            throw new IllegalArgumentException("the text has " + text.length + " bytes: at most 65535");
        }
        if (used + LENGTH_BYTES + text.length > CHUNK_BYTES) {
            chunks.add(new byte[CHUNK_BYTES]);
            used = 0;
        }
        byte[] chunk = chunks.get(chunks.size() - 1);
        long address = (chunks.size() - 1) * (long) CHUNK_BYTES + used;
        chunk[used] = (byte) (text.length >>> 8);
        chunk[used + 1] = (byte) text.length;
        System.arraycopy(text, 0, chunk, used + LENGTH_BYTES, text.length);
        used += LENGTH_BYTES + text.length;
        return address;
    }

    /** Whether the text is at that address. */
    boolean isAt(long address, byte[] text) {
        byte[] chunk = chunk(address);
        int from = start(address);
        int length = length(chunk, from);
        return Arrays.equals(chunk, from + LENGTH_BYTES, from + LENGTH_BYTES + length, text, 0, text.length);
    }

    String at(long address) {
        byte[] chunk = chunk(address);
        int from = start(address);
        return new String(chunk, from + LENGTH_BYTES, length(chunk, from), UTF_8);
    }

    private byte[] chunk(long address) {
        return chunks.get((int) (address / CHUNK_BYTES));
    }

    private static int start(long address) {
        return (int) (address % CHUNK_BYTES);
    }

    private static int length(byte[] chunk, int from) {
        return ((chunk[from] & 0xff) << 8) + (chunk[from + 1] & 0xff);
    }
}
