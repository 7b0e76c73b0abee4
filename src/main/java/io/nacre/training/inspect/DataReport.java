package io.nacre.training.inspect;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, as a mapping reads it.
 *
 * @param read rows that became transactions
 * @param skipped rows that the mapping skips
 * @param unreadable rows that could not be read
 * @param examples the first unreadable rows, each with file, line, fault and remedy
 * @param warnings suspicious values in rows that were read, by field
 * @param first event time of the earliest transaction; null without transactions
 * @param last event time of the latest transaction; null without transactions
 * @param outOfOrderShare share of the transactions that follow a later one
 * @param repeatedIds transactions with the id of an earlier one
 * @param exactIds false if {@code repeatedIds} is an estimate
 * @param spans weeks, months or years, in order
 * @param columns of the file and of its lookup files
 * @param leaks columns that probably leak the label
 * @param leaksSought false if there were too few labels for the search
 */
public record DataReport(
        long read,
        long skipped,
        long unreadable,
        List<String> examples,
        List<String> warnings,
        @Nullable Instant first,
        @Nullable Instant last,
        double outOfOrderShare,
        long repeatedIds,
        boolean exactIds,
        List<Span> spans,
        List<Column> columns,
        List<LabelLeak> leaks,
        boolean leaksSought) {

    public DataReport {
        examples = List.copyOf(examples);
        warnings = List.copyOf(warnings);
        spans = List.copyOf(spans);
        columns = List.copyOf(columns);
        leaks = List.copyOf(leaks);
    }

    /**
     * A week, month or year.
     *
     * @param begin its first day, UTC
     * @param labelled transactions with a label
     */
    public record Span(LocalDate begin, long transactions, long labelled, long frauds) {}

    /**
     * A column.
     *
     * @param use the purpose in the mapping, or "unused"
     * @param type "number", "text", "text and numbers" or "empty"
     * @param distinct number of distinct texts
     * @param exact false if {@code distinct} is an estimate
     * @param values minimum, median and maximum number, or the most frequent texts with their shares
     */
    public record Column(
            String name, String use, String type, double emptyShare, long distinct, boolean exact, String values) {}

    public long labelled() {
        return spans.stream().mapToLong(Span::labelled).sum();
    }

    public long frauds() {
        return spans.stream().mapToLong(Span::frauds).sum();
    }

    /** The whole report as text. */
    public String table() {
        return DataReportFormatter.of(this);
    }

    /** The faults of the data in one line; null without faults. */
    public @Nullable String problem() {
        List<String> problems = new ArrayList<>();
        if (unreadable > 0) {
            problems.add("unreadable rows: " + unreadable + "; correct them or the mapping");
        }
        if (!leaks.isEmpty()) {
            problems.add("probable label leaks: "
                    + String.join(", ", leaks.stream().map(LabelLeak::column).toList())
                    + "; exclude these columns from training");
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }
}
