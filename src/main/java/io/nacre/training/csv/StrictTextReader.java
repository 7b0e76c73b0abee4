package io.nacre.training.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Decodes a file. It reports the position of the first invalid byte instead of replacing it. */
final class StrictTextReader extends Reader {

    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).flip();
    private long line = 1;
    private long column = 1;
    private boolean atEnd;

    private StrictTextReader(InputStream in, Charset charset) {
        this.in = in;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    /**
     * Starts after the byte order mark, if there is one.
     *
     * @param stated the encoding of the mapping; null for UTF-8 or the byte order mark
     */
    static StrictTextReader of(InputStream in, @Nullable Charset stated) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(4);
        byte[] first = buffered.readNBytes(3);
        buffered.reset();
        Charset marked = marked(first);
        if (marked != null && stated != null && !isAlike(marked, stated)) {
            throw new IOException("starts with the byte order mark of " + marked + ", but the mapping has encoding "
                    + stated + ": remove the key encoding");
        }
        if (marked != null) {
            buffered.skipNBytes(marked.equals(StandardCharsets.UTF_8) ? 3 : 2);
        }
        Charset charset = marked != null ? marked : stated != null ? stated : StandardCharsets.UTF_8;
        return new StrictTextReader(buffered, charset);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        CharBuffer chars = CharBuffer.wrap(target, offset, length).slice();
        while (chars.position() == 0 && length > 0) {
            CoderResult result = decoder.decode(bytes, chars, atEnd);
            if (result.isError()) {
                count(target, offset, chars.position());
                throw malformed();
            }
            if (result.isUnderflow() && chars.position() == 0) {
                if (atEnd) {
                    return -1;
                }
                fill();
            }
        }
        count(target, offset, chars.position());
        return chars.position();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        atEnd = read < 0;
        bytes.position(bytes.position() + Math.max(0, read)).flip();
    }

    private void count(char[] read, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            column++;
            if (read[i] == '\n') {
                line++;
                column = 1;
            }
        }
    }

    private MalformedTextException malformed() {
        return new MalformedTextException(String.format(
                Locale.ROOT,
                "line %d, column %d: the byte 0x%02X is not %s: set the file's encoding in the mapping, such as"
                        + " encoding: windows-1252",
                line,
                column,
                bytes.get(bytes.position()),
                decoder.charset()));
    }

    private static @Nullable Charset marked(byte[] first) {
        int length = first.length;
        int one = length > 0 ? first[0] & 0xFF : 0;
        int two = length > 1 ? first[1] & 0xFF : 0;
        int three = length > 2 ? first[2] & 0xFF : 0;
        if (one == 0xEF && two == 0xBB && three == 0xBF) {
            return StandardCharsets.UTF_8;
        }
        if (one == 0xFE && two == 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return one == 0xFF && two == 0xFE ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean isAlike(Charset marked, Charset stated) {
        boolean sixteen = stated.equals(StandardCharsets.UTF_16) && !marked.equals(StandardCharsets.UTF_8);
        return marked.equals(stated) || sixteen;
    }

    /** Bytes that are invalid in the file's encoding. */
    static final class MalformedTextException extends IOException {

        private static final long serialVersionUID = 1;

        MalformedTextException(String message) {
            super(message);
        }
    }
}
