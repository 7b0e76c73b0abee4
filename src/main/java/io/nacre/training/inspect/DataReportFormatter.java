package io.nacre.training.inspect;

import io.nacre.secret.OutputEscaper;
import java.util.List;
import java.util.Locale;

/** Formats a data report for a terminal. */
final class DataReportFormatter {

    private DataReportFormatter() {}

    static String of(DataReport report) {
        StringBuilder text = new StringBuilder();
        summary(report, text);
        spans(report.spans(), text);
        columns(report.columns(), text);
        leaks(report, text);
        return text.toString();
    }

    private static void summary(DataReport report, StringBuilder text) {
        line(
                text,
                "rows     %,d read, %,d skipped by the mapping, %,d unreadable",
                report.read(),
                report.skipped(),
                report.unreadable());
        report.examples().forEach(example -> line(text, "         %s", example));
        report.warnings().forEach(warning -> line(text, "warning  %s", warning));
        if (report.first() != null && report.last() != null) {
            line(text, "period   %s to %s", report.first(), report.last());
        }
        line(text, "order    %.2f %% of the rows follow a later one", 100 * report.outOfOrderShare());
        line(
                text,
                "ids      %s%,d rows have the id of an earlier row",
                report.exactIds() ? "" : "about ",
                report.repeatedIds());
        line(
                text,
                "labels   %,d rows have one, %,d of them fraud%s",
                report.labelled(),
                report.frauds(),
                share(report.frauds(), report.labelled()));
    }

    private static void spans(List<DataReport.Span> spans, StringBuilder text) {
        line(text, "");
        line(text, "%-10s %13s %13s %10s", "from", "transactions", "labelled", "fraud");
        for (DataReport.Span span : spans) {
            line(
                    text,
                    "%-10s %,13d %,13d %,10d%s",
                    span.begin(),
                    span.transactions(),
                    span.labelled(),
                    span.frauds(),
                    share(span.frauds(), span.labelled()));
        }
    }

    private static void columns(List<DataReport.Column> columns, StringBuilder text) {
        int name = width(columns.stream().map(DataReport.Column::name).toList(), "column");
        int use = width(columns.stream().map(DataReport.Column::use).toList(), "used as");
        String row = "%-" + name + "s  %-" + use + "s  %-16s %8s %11s  %s";
        line(text, "");
        line(text, row, "column", "used as", "type", "empty", "distinct", "values");
        for (DataReport.Column column : columns) {
            line(
                    text,
                    row,
                    column.name(),
                    column.use(),
                    column.type(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * column.emptyShare()),
                    (column.exact() ? "" : "~") + String.format(Locale.ROOT, "%,d", column.distinct()),
                    column.values());
        }
    }

    private static void leaks(DataReport report, StringBuilder text) {
        line(text, "");
        if (!report.leaksSought()) {
            line(
                    text,
                    "leaks    not searched: at least %d rows labelled fraud and %d labelled legitimate are needed",
                    LeakageDetector.MIN_ROWS,
                    LeakageDetector.MIN_ROWS);
            return;
        }
        line(
                text,
                "leaks    columns that alone separate fraud from the rest with an AUC above %s: %d",
                LeakageDetector.SUSPECT_AUC,
                report.leaks().size());
        for (LabelLeak labelLeak : report.leaks()) {
            line(
                    text,
                    "         %s: AUC %.4f by %s",
                    labelLeak.column(),
                    labelLeak.auc(),
                    labelLeak.sign().text());
        }
    }

    private static String share(long frauds, long labelled) {
        return labelled == 0 ? "" : String.format(Locale.ROOT, "  %.3f %%", 100.0 * frauds / labelled);
    }

    private static int width(List<String> texts, String title) {
        return Math.max(
                title.length(), texts.stream().mapToInt(String::length).max().orElse(0));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        // A line break in a column name or a cell would look like a line of the table.
        text.append(OutputEscaper.line(
                        String.format(Locale.ROOT, format, values).stripTrailing()))
                .append('\n');
    }
}
