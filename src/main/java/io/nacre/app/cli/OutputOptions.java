package io.nacre.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The option for the output format: text for people, JSON or CSV for programs. */
public final class OutputOptions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The output format. */
    enum Format {
        TEXT,
        JSON,
        CSV
    }

    @Option(
            names = "--output",
            defaultValue = "text",
            paramLabel = "text|json|csv",
            description = "Output format: text (default), json or csv.")
    private Format format = Format.TEXT;

    public boolean isText() {
        return format == Format.TEXT;
    }

    /**
     * The writer for the messages of a command. Text messages are part of the output; JSON and CSV have the standard
     * output for themselves, so the messages go to the error output.
     */
    public PrintWriter messages(@Nullable CommandSpec spec) {
        return isText() ? CommandSupport.out(spec) : CommandSupport.err(spec);
    }

    /** Prints a list: JSON is an array of objects, CSV has a header, and {@code text} prints the text format. */
    public <T> void list(OutputTable<T> table, Collection<? extends T> entries, PrintWriter out, Runnable text) {
        if (isText()) {
            text.run();
            out.flush();
            return;
        }
        try (RowPrinter<T> rows = rows(table, out)) {
            entries.forEach(rows::print);
        }
    }

    /** Prints a list; the text format is a table. */
    public <T> void list(OutputTable<T> table, Collection<? extends T> entries, PrintWriter out) {
        list(table, entries, out, () -> table.print(entries, out));
    }

    /**
     * Prints one object. JSON is an object; CSV has one line per value with its path; {@code text} prints the text
     * format.
     */
    public void show(Map<String, ?> fields, PrintWriter out, Runnable text) {
        switch (format) {
            case TEXT -> text.run();
            case JSON -> out.println(json(OutputValueFormatter.plain(fields), true));
            case CSV -> {
                CsvExport csv = CsvExport.to(out);
                csv.row("field", "value");
                OutputValueFormatter.flat((Map<?, ?>) requireNonNull(OutputValueFormatter.plain(fields)))
                        .forEach((path, value) -> csv.row(path, OutputValueFormatter.cell(value)));
                csv.flush();
            }
        }
        out.flush();
    }

    /** Prints a list during reading, as JSON or CSV. */
    public <T> RowPrinter<T> rows(OutputTable<T> table, PrintWriter out) {
        return format == Format.CSV ? new CsvRows<>(table, out, false) : new JsonRows<>(table, out);
    }

    /** Prints an endless list: JSON has one object per line, CSV has a header. */
    public <T> RowPrinter<T> lines(OutputTable<T> table, PrintWriter out) {
        return format == Format.CSV ? new CsvRows<>(table, out, true) : new JsonLines<>(table, out);
    }

    private static String json(@Nullable Object value, boolean indented) {
        try {
            return (indented ? JSON.writerWithDefaultPrettyPrinter() : JSON.writer()).writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CsvRows<T> implements RowPrinter<T> {

        private final OutputTable<T> table;
        private final CsvExport csv;
        private final boolean immediate;

        private CsvRows(OutputTable<T> table, PrintWriter out, boolean immediate) {
            this.table = table;
            this.csv = CsvExport.to(out);
            this.immediate = immediate;
            csv.row(table.names().toArray(String[]::new));
            csv.flush();
        }

        @Override
        public void print(T entry) {
            csv.row(table.cells(entry).toArray(String[]::new));
            if (immediate) {
                csv.flush();
            }
        }

        @Override
        public void close() {
            csv.flush();
        }
    }

    /** One array, with one object per line. */
    private static final class JsonRows<T> implements RowPrinter<T> {

        private final OutputTable<T> table;
        private final PrintWriter out;
        private String before = "[\n";

        private JsonRows(OutputTable<T> table, PrintWriter out) {
            this.table = table;
            this.out = out;
        }

        @Override
        public void print(T entry) {
            out.print(before + "  " + json(table.row(entry), false));
            before = ",\n";
        }

        @Override
        public void close() {
            out.println(before.equals(",\n") ? "\n]" : "[]");
            out.flush();
        }
    }

    private record JsonLines<T>(OutputTable<T> table, PrintWriter out) implements RowPrinter<T> {

        @Override
        public void print(T entry) {
            out.println(json(table.row(entry), false));
            out.flush();
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}
