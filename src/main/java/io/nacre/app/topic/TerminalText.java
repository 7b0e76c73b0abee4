package io.nacre.app.topic;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintWriter;

/** Formats untrusted bytes for a terminal. */
final class TerminalText {

    private static final int BYTES_IN_LINE = 16;

    private TerminalText() {}

    /** Prints offset, hexadecimal and text; bytes other than printable ASCII are dots. */
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
