package io.nacre.app.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintWriter;

/** Bytes of strangers as a terminal may show them. */
final class TerminalText {

    private static final int BYTES_IN_LINE = 16;

    private TerminalText() {}

    /** Offset, hexadecimal, text: what is no letter, digit or mark of ASCII is a dot. */
    static void dump(byte[] bytes, PrintWriter out) {
        for (int from = 0; from < bytes.length; from += BYTES_IN_LINE) {
            StringBuilder hex = new StringBuilder();
            byte[] text = new byte[Math.min(BYTES_IN_LINE, bytes.length - from)];
            for (int i = 0; i < text.length; i++) {
                byte b = bytes[from + i];
                hex.append("%02x ".formatted(b));
                text[i] = b >= ' ' && b <= '~' ? b : (byte) '.';
            }
            out.printf("  %06x  %-48s %s%n", from, hex, new String(text, US_ASCII));
        }
    }
}
