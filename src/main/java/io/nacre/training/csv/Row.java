package io.nacre.training.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file, with the rows of other files that join it.
 *
 * @param number of the row, from 0; the header does not count
 * @param line of the file, from 1
 * @param parts the row's own cells, then those of each joined row, empty where none was found
 */
public record Row(long number, long line, List<List<String>> parts) {

    /** The trimmed text of a cell; null where it is empty or its row was not found. */
    @Nullable
    String text(int part, int column) {
        List<String> cells = parts.get(part);
        String text = cells.isEmpty() ? "" : cells.get(column).strip();
        return text.isEmpty() ? null : text;
    }
}
