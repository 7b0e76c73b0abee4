package io.nacre.training.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.nacre.secret.CardTokens;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Replaces the card numbers in one column of a file by tokens. */
public final class CardTokeniser {

    private CardTokeniser() {}

    /**
     * Copies the file with tokens in place of the column's card numbers. Empty cells stay empty. If the file cannot be
     * read to its end, or the column has any other value, the output is deleted.
     *
     * @param out must not exist
     * @return the number of rows written
     */
    public static long tokenise(Path data, String column, CardTokens tokens, Path out) throws IOException {
        CsvFile file = new CsvFile(data, ',');
        List<String> header = file.header();
        int at = header.indexOf(column);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "there is no column " + column + " in " + data + "; its columns are " + String.join(", ", header));
        }
        if (Files.exists(out)) {
            throw new FileAlreadyExistsException(out.toString());
        }
        boolean done = false;
        long[] rows = {0};
        try (CsvWriter csv = CsvWriter.builder().build(Files.newBufferedWriter(out, StandardOpenOption.CREATE_NEW))) {
            csv.writeRecord(header);
            file.forEach(row -> {
                csv.writeRecord(withToken(row, at, header, tokens, data));
                rows[0]++;
            });
            done = true;
        } finally {
            if (!done) {
                Files.deleteIfExists(out);
            }
        }
        return rows[0];
    }

    private static List<String> withToken(Row row, int at, List<String> header, CardTokens tokens, Path data) {
        List<String> cells = new ArrayList<>(header.size());
        for (int i = 0; i < header.size(); i++) {
            String cell = row.text(0, i);
            cells.add(cell == null ? "" : cell);
        }
        try {
            if (!cells.get(at).isEmpty()) {
                cells.set(at, tokens.of(cells.get(at)));
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    data + ", line " + row.line() + ", " + header.get(at) + ": " + e.getMessage(), e);
        }
        return cells;
    }
}
