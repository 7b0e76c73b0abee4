package io.nacre.training.csv;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rows of a lookup file by key. */
final class Join {

    private final CellReader<String> by;
    private final Map<String, List<String>> rows;

    private Join(CellReader<String> by, Map<String, List<String>> rows) {
        this.by = by;
        this.rows = rows;
    }

    /** Reads the whole file, and registers its columns. */
    static Join read(CsvMapping.Lookup lookup, CsvFile file, CsvColumns csvColumns, int part, double maxBadShare)
            throws IOException {
        CellReader<String> by = csvColumns.column(lookup.by(), "lookups.by");
        List<String> columns = file.header();
        CellReader<String> key = new CsvColumns(file, columns).column(lookup.key(), "lookups.key");
        Map<String, List<String>> rows = new HashMap<>();
        RowCount count = new RowCount(file.path().toString());
        file.forEach(row -> {
            String name = count.attempt(row, () -> key.from(row));
            if (name != null) {
                rows.putIfAbsent(name, row.parts().get(0));
            }
        });
        count.check(maxBadShare);
        csvColumns.add(part, lookup.prefix(), columns);
        return new Join(by, rows);
    }

    /** The cells of the joined row; empty if there is none. */
    List<String> rowFor(Row row) {
        String key = by.from(row);
        return key == null ? List.of() : rows.getOrDefault(key, List.of());
    }
}
