package io.nacre.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream into messages. Of a message that is too long only the beginning is kept in memory. Blank lines and
 * messages of length 0, which keep a connection alive, are passed over. Not thread-safe.
 */
public final class MessageReader {

    private static final int LENGTH_DIGITS = 4;

    private final InputStream in;
    private final MessageFraming framing;
    private final int maxBytes;
    private long number;
    private boolean ended;

    /**
     * @param in should be buffered
     * @param maxBytes maximum length of a message
     */
    public MessageReader(InputStream in, MessageFraming framing, int maxBytes) {
        this.in = in;
        this.framing = framing;
        this.maxBytes = maxBytes;
    }

    /** The next message, or the fault in its place; null at the end. */
    public @Nullable SourceMessage next() throws IOException {
        SourceMessage message = null;
        while (message == null && !ended) {
            number++;
            message = switch (framing) {
                case LINE -> line(1);
                case HEX -> hex(line(2));
                case LENGTH2 -> ofLength(lengthOfTwoBytes());
                case LENGTH4 -> ofLength(lengthOfFourDigits());
                case DOCUMENT -> document();
            };
        }
        return message;
    }

    /** @param bytesPerByte how many bytes of the line are one byte of the message */
    private @Nullable SourceMessage line(int bytesPerByte) throws IOException {
        long most = (long) maxBytes * bytesPerByte;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        for (; next >= 0 && next != '\n'; next = in.read()) {
            length++;
            // One more for the carriage return of a line of the maximum length.
            if (length <= most + 1) {
                line.write(next);
            }
        }
        ended = next < 0;
        byte[] bytes = withoutCarriageReturn(line.toByteArray());
        if (isBlank(bytes)) {
            return null;
        }
        return bytes.length > most || length > most + 1 ? tooLarge() : new SourceMessage(number, bytes, null);
    }

    private static @Nullable SourceMessage hex(@Nullable SourceMessage line) {
        if (line == null || line.fault() != null) {
            return line;
        }
        try {
            byte[] bytes = HexFormat.of().parseHex(new String(line.bytes(), US_ASCII).strip());
            return new SourceMessage(line.number(), bytes, null);
        } catch (IllegalArgumentException e) {
            return SourceMessage.faulty(
                    line.number(),
                    unreadable("the line is no even number of hexadecimal digits; write each byte as two digits"));
        }
    }

    /** Minus one at the end of the stream, minus two if the prefix is incomplete. */
    private int lengthOfTwoBytes() throws IOException {
        byte[] prefix = in.readNBytes(2);
        if (prefix.length < 2) {
            return prefix.length == 0 ? -1 : -2;
        }
        return (prefix[0] & 0xFF) << 8 | (prefix[1] & 0xFF);
    }

    private int lengthOfFourDigits() throws IOException {
        byte[] prefix = in.readNBytes(LENGTH_DIGITS);
        if (prefix.length < LENGTH_DIGITS) {
            return prefix.length == 0 ? -1 : -2;
        }
        int length = 0;
        for (byte digit : prefix) {
            if (digit < '0' || digit > '9') {
                return -3;
            }
            length = 10 * length + digit - '0';
        }
        return length;
    }

    private @Nullable SourceMessage ofLength(int length) throws IOException {
        if (length == 0) {
            return null;
        }
        if (length < 0) {
            ended = true;
            return switch (length) {
                case -1 -> null;
                case -2 -> cut("the input ends within a length prefix; check that it is complete");
                default ->
                    cut("the length prefix is no number, so nothing after it can be read; check --framing, and that"
                            + " the input is complete");
            };
        }
        if (length > maxBytes) {
            ended = in.readNBytes(length).length < length;
            return tooLarge();
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            ended = true;
            return cut("the input ends before the length that the prefix gives; check --framing, and that the input is"
                    + " complete");
        }
        return new SourceMessage(number, bytes, null);
    }

    private @Nullable SourceMessage document() throws IOException {
        ended = true;
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            return tooLarge();
        }
        return bytes.length == 0 ? null : new SourceMessage(number, bytes, null);
    }

    private SourceMessage cut(String detail) {
        return SourceMessage.faulty(number, unreadable(detail));
    }

    private SourceMessage tooLarge() {
        return SourceMessage.faulty(
                number,
                new RecordRejectedException(
                        RejectionCode.RECORD_TOO_LARGE,
                        "the message has more than " + maxBytes + " bytes; split it, or check --framing"));
    }

    private static RecordRejectedException unreadable(String detail) {
        return new RecordRejectedException(RejectionCode.UNREADABLE, detail);
    }

    private static byte[] withoutCarriageReturn(byte[] line) {
        boolean present = line.length > 0 && line[line.length - 1] == '\r';
        return present ? Arrays.copyOf(line, line.length - 1) : line;
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t') {
                return false;
            }
        }
        return true;
    }
}
