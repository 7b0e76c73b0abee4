package io.nacre.app.cli;

import io.nacre.secret.OutputEscaper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The columns of a list, with the field names of the contracts for all output formats. */
public final class OutputTable<T> {

    private final List<Column<T>> columns;

    /** @param detail whether the column is only in JSON and CSV */
    private record Column<T>(String name, Function<? super T, ?> value, boolean detail) {}

    private OutputTable(List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
    }

    /** A table without columns; the argument determines the type of the entries. */
    public static <T> OutputTable<T> of(Class<T> entries) {
        return new OutputTable<>(List.of());
    }

    /** The same table with one more column; a value may be null. */
    public OutputTable<T> column(String name, Function<? super T, ?> value) {
        return with(new Column<>(name, value, false));
    }

    /** The same table with one more column that only JSON and CSV have. */
    public OutputTable<T> detail(String name, Function<? super T, ?> value) {
        return with(new Column<>(name, value, true));
    }

    private OutputTable<T> with(Column<T> column) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(column);
        return new OutputTable<>(more);
    }

    public List<String> names() {
        return columns.stream().map(Column::name).toList();
    }

    /** The values of one entry by column name. */
    public Map<String, @Nullable Object> row(T entry) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        columns.forEach(column ->
                row.put(column.name(), OutputValueFormatter.plain(column.value().apply(entry))));
        return row;
    }

    /** The values of one entry as CSV cells. */
    public List<String> cells(T entry) {
        return row(entry).values().stream().map(OutputValueFormatter::cell).toList();
    }

    /** Prints the entries as aligned text with a header line. */
    public void print(Collection<? extends T> entries, PrintWriter out) {
        List<Column<T>> shown =
                columns.stream().filter(column -> !column.detail()).toList();
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(Column::name).toList());
        entries.forEach(entry ->
                lines.add(shown.stream().map(column -> text(column, entry)).toList()));
        int[] widths = new int[shown.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                text.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private static <T> String text(Column<T> column, T entry) {
        return OutputEscaper.line(OutputValueFormatter.text(
                OutputValueFormatter.plain(column.value().apply(entry))));
    }
}
