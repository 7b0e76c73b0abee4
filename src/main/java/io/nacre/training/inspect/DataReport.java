package io.nacre.training.inspect;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a file holds, as a mapping reads it.
 *
 * @param read rows that became transactions
 * @param skipped rows that the mapping leaves out
 * @param unreadable rows that could not be read
 * @param examples the first unreadable ones: file, line, what is wrong and the remedy
 * @param warnings what is odd about values that were read all the same, by what they are taken for
 * @param first event time of the earliest transaction; null where there is none
 * @param last event time of the latest transaction; null where there is none
 * @param outOfOrderShare of the transactions that stand behind a later one
 * @param repeatedIds transactions whose id had come before
 * @param exactIds false where {@code repeatedIds} is an estimate
 * @param spans weeks, months or years, in order
 * @param columns of the file and of those that join it
 * @param leaks columns suspected of giving the label away
 * @param leaksSought false where there were too few labels to look
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
     * @param labelled transactions of which it is known whether they were fraud
     */
    public record Span(LocalDate begin, long transactions, long labelled, long frauds) {}

    /**
     * A column.
     *
     * @param use what the mapping takes it for, or "unused"
     * @param type "number", "text", "text and numbers" or "empty"
     * @param distinct how many different texts
     * @param exact false where {@code distinct} is an estimate
     * @param values least, median and largest number, or the most frequent texts with their shares
     */
    public record Column(
            String name, String use, String type, double emptyShare, long distinct, boolean exact, String values) {}

    public long labelled() {
        return spans.stream().mapToLong(Span::labelled).sum();
    }

    public long frauds() {
        return spans.stream().mapToLong(Span::frauds).sum();
    }

    /** All of it, for people. */
    public String table() {
        return DataReportFormatter.of(this);
    }

    /** What is wrong with the data, in one line; null where nothing is. */
    public @Nullable String problem() {
        List<String> problems = new ArrayList<>();
        if (unreadable > 0) {
            problems.add("unreadable rows: " + unreadable + "; correct them, or the mapping");
        }
        if (!leaks.isEmpty()) {
            problems.add("suspected of giving the label away: "
                    + String.join(", ", leaks.stream().map(LabelLeak::column).toList())
                    + "; do not learn from them");
        }
        return problems.isEmpty() ? null : String.join("; ", problems);
    }
}
