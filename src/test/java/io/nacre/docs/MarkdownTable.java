package io.nacre.docs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of a page, row by row. */
public final class MarkdownTable {

    private final List<String> lines = new ArrayList<>();

    public MarkdownTable(String... heads) {
        row(heads);
        lines.add("|" + "---|".repeat(heads.length));
    }

    public MarkdownTable row(String... cells) {
        lines.add(Arrays.stream(cells)
                .map(cell -> cell.strip().replace("|", "\\|").replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |"))
                .replace("|  |", "| |"));
        return this;
    }

    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** A text as code; nothing stays nothing. */
    public static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
