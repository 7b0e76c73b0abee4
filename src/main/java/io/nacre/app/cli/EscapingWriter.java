package io.nacre.app.cli;

import io.nacre.secret.OutputEscaper;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;

/** The output of commands, with control characters escaped, so that no output affects the terminal. */
final class EscapingWriter extends FilterWriter {

    private EscapingWriter(Writer out) {
        super(out);
    }

    static PrintWriter around(Writer out) {
        return new PrintWriter(new EscapingWriter(out), true);
    }

    @Override
    public void write(int c) throws IOException {
        out.write(OutputEscaper.lines(String.valueOf((char) c)));
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        out.write(OutputEscaper.lines(new String(chars, from, length)));
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        out.write(OutputEscaper.lines(text.substring(from, from + length)));
    }
}
