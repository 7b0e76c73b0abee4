package io.nacre.training.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file with its joined rows of lookup files.
 *
 * @param number the row number from 0, without the header
 * @param line the line of the file, from 1
 * @param parts the row's own cells, then those of each joined row; empty if none was found
 */
public record Row(long number, long line, List<List<String>> parts) {

    /** The trimmed text of a cell; null if it is empty or the joined row is missing. */
    @Nullable
    String text(int part, int column) {
        List<String> cells = parts.get(part);
        String text = cells.isEmpty() ? "" : cells.get(column).strip();
        return text.isEmpty() ? null : text;
    }
}
