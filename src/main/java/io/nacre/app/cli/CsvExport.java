package io.nacre.app.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.nacre.secret.OutputEscaper;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Rows of a CSV file that people open in a spreadsheet, or read with the tools of a shell: these take a carriage return
 * at the end of a line for part of its last cell.
 */
public final class CsvExport implements Closeable {

    private final CsvWriter csv;

    private CsvExport(CsvWriter csv) {
        this.csv = csv;
    }

    public static CsvExport to(Path file) throws IOException {
        return to(Files.newBufferedWriter(file));
    }

    public static CsvExport to(Writer file) {
        return new CsvExport(CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(file));
    }

    /** Each cell as a text or number, never as a formula. */
    public void row(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(OutputEscaper::cell).toList());
    }

    /** Hands over what was written so far. */
    public void flush() {
        try {
            csv.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }
}
