package io.nacre.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A small table resource of the program: comment lines, one header line, rows without quotes. */
final class ResourceTable {

    private ResourceTable() {}

    /** The rows of the named table; each has the given number of cells. */
    static List<String[]> rows(String name, int cells) {
        InputStream stream = ResourceTable.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IllegalStateException("the table " + name + " is missing from the program: build it again");
        }
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            boolean header = true;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                if (!header) {
                    rows.add(checked(name, line.split(",", -1), cells));
                }
                header = false;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static String[] checked(String name, String[] row, int cells) {
        if (row.length != cells) {
            throw new IllegalStateException(name + ": a row has " + row.length + " cells: " + String.join(",", row));
        }
        return row;
    }
}
