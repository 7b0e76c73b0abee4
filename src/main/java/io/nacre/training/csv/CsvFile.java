package io.nacre.training.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of separated values with a header line. A file name that ends in .gz is decompressed. Empty lines are skipped.
 * An unclosed quote would hide the rows after it, so a suspected one is an error.
 */
public record CsvFile(Path path, FileFormat format) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** A cell with more line breaks is taken for an unclosed quote. */
    private static final int MAX_LINE_BREAKS = 50;

    public CsvFile(Path path, char separator) {
        this(path, FileFormat.separatedBy(separator));
    }

    /** The column names. */
    public List<String> header() throws IOException {
        try (CsvReader<CsvRecord> reader = open()) {
            CsvRecord first = next(reader.iterator());
            if (first == null) {
                throw new IOException(path + " is empty: add a header line with the column names");
            }
            checkQuotes(first, first.getFieldCount());
            return first.getFields();
        }
    }

    /** Passes every row to the consumer. A row of another width than the header has no cells. */
    public void forEach(Consumer<Row> consumer) throws IOException {
        try (CsvReader<CsvRecord> reader = open()) {
            Iterator<CsvRecord> records = reader.iterator();
            CsvRecord header = next(records);
            int width = header == null ? 0 : header.getFieldCount();
            long number = 0;
            for (CsvRecord cells = next(records); cells != null; cells = next(records)) {
                checkQuotes(cells, width);
                List<String> fields = cells.getFieldCount() == width ? cells.getFields() : List.of();
                consumer.accept(new Row(number++, cells.getStartingLineNumber(), List.of(fields)));
            }
        }
    }

    private CsvReader<CsvRecord> open() throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("file " + path + " is missing or not readable: check the path");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder: give the file in it");
        }
        InputStream stream = Files.newInputStream(path);
        try {
            InputStream plain = decompress(stream, path);
            return CsvReader.builder()
                    .fieldSeparator(format.separator())
                    .ignoreDifferentFieldCount(true)
                    .acceptCharsAfterQuotes(false)
                    .ofCsvRecord(StrictTextReader.of(plain, format.encoding()));
        } catch (IOException e) {
            stream.close();
            throw unreadable(e);
        }
    }

    private @Nullable CsvRecord next(Iterator<CsvRecord> records) throws IOException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /** Rejects a record that spans several rows because of an unclosed quote. */
    private void checkQuotes(CsvRecord record, int width) throws IOException {
        for (int i = 0; i < record.getFieldCount(); i++) {
            String cell = record.getField(i);
            if (cell.indexOf('\n') < 0 && cell.indexOf('\r') < 0) {
                continue;
            }
            List<String> lines = cell.lines().toList();
            if (lines.size() > MAX_LINE_BREAKS + 1 || record.getFieldCount() != width || isRows(lines, i, width)) {
                throw new IOException(path + ", line " + record.getStartingLineNumber() + ": a quoted cell of "
                        + lines.size() + " lines seems to contain other rows: remove the opening quote, or double"
                        + " it inside a quoted cell");
            }
        }
    }

    /** Whether the text between two quotes consists of the end of a row, whole rows, and the start of one. */
    private boolean isRows(List<String> lines, int column, int width) {
        boolean rows = width > 1 && lines.size() > 1;
        for (int i = 0; rows && i < lines.size(); i++) {
            int separators = i == 0 ? width - 1 - column : i == lines.size() - 1 ? column : width - 1;
            rows = lines.get(i).chars().filter(c -> c == format.separator()).count() == separators;
        }
        return rows;
    }

    private IOException unreadable(Exception e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof StrictTextReader.MalformedTextException) {
            return new IOException(path + ", " + cause.getMessage(), e);
        }
        String position = e instanceof CsvParseException && cause != e ? e.getMessage() + ": " : "";
        return new IOException(
                path + " cannot be read to its end: " + position + cause.getMessage()
                        + ": check that the file is complete",
                e);
    }

    /** Decompresses what is read from a file whose name ends in .gz. */
    static InputStream decompress(InputStream stream, Path path) throws IOException {
        return path.toString().endsWith(".gz") ? new GZIPInputStream(stream, BUFFER_BYTES) : stream;
    }
}
