package io.nacre.training;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** A file of separated values with a header line; a name that ends in .gz is unpacked. */
record CsvFile(Path path, char separator) {

    private static final int BUFFER_BYTES = 1 << 16;

    /** The column names. */
    List<String> header() throws IOException {
        try (CsvReader<CsvRecord> reader = open()) {
            return reader.stream()
                    .findFirst()
                    .map(CsvRecord::getFields)
                    .orElseThrow(
                            () -> new IOException(path + " is empty; a header line with the column names is needed"));
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    /** Hands over every row; one of another width than the header has no cells. */
    void forEach(Consumer<Row> consumer) throws IOException {
        int width = -1;
        long number = 0;
        try (CsvReader<CsvRecord> reader = open()) {
            for (CsvRecord cells : reader) {
                if (width < 0) {
                    width = cells.getFieldCount();
                } else {
                    List<String> fields = cells.getFieldCount() == width ? cells.getFields() : List.of();
                    consumer.accept(new Row(number++, cells.getStartingLineNumber(), List.of(fields)));
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw unreadable(e);
        }
    }

    private CsvReader<CsvRecord> open() throws IOException {
        if (!Files.isReadable(path)) {
            throw new IOException("file " + path + " is missing or not readable; check the path");
        }
        if (Files.isDirectory(path)) {
            throw new IOException(path + " is a folder; give the file in it");
        }
        InputStream stream = Files.newInputStream(path);
        InputStream plain = path.toString().endsWith(".gz") ? new GZIPInputStream(stream, BUFFER_BYTES) : stream;
        return CsvReader.builder()
                .fieldSeparator(separator)
                .ignoreDifferentFieldCount(true)
                .detectBomHeader(true)
                .ofCsvRecord(plain);
    }

    private IOException unreadable(RuntimeException e) {
        String detail = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return new IOException(path + " cannot be read to its end: " + detail + "; check that the file is complete", e);
    }
}
