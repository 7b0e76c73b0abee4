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
 * Writes a CSV file for spreadsheets and shell tools. Lines end with a line feed alone, because shell tools would add a
 * carriage return to the last cell.
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

    /** Writes each cell as text or number, never as a formula. */
    public void row(String... cells) {
        csv.writeRecord(Arrays.stream(cells).map(OutputEscaper::cell).toList());
    }

    /** Flushes the rows written so far. */
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
