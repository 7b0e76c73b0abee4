package io.nacre.training;

import io.nacre.payment.LabelledTransaction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks a file over before anything is learned from it: in one pass, and in memory that does not grow with its rows.
 * Counts are exact; medians, frequent values and leaks are judged by samples of the rows.
 */
public final class DataCheck {

    /** Cells that each of three samples may hold: a wide file is judged by fewer rows. */
    private static final int CELLS_MOST = 1_000_000;

    private static final int ROWS_MOST = 20_000;
    private static final int IDS_KEPT = 1 << 18;

    private final CsvHistory history;
    private final List<Watched> columns = new ArrayList<>();
    private final RowSample sample;
    private final LeakSearch leaks;
    private final Timeline timeline = new Timeline();
    private final DistinctSample ids = new DistinctSample(IDS_KEPT);

    private DataCheck(CsvHistory history) {
        this.history = history;
        NumberSyntax numbers = history.header().numbers();
        history.header()
                .columns()
                .forEach((name, column) -> columns.add(new Watched(name, column, new ColumnTally(numbers))));
        int rows = Math.min(ROWS_MOST, CELLS_MOST / Math.max(1, columns.size()));
        sample = new RowSample(rows);
        leaks = new LeakSearch(rows, numbers);
    }

    /** Reads the file once; throws where it is missing, or lacks a column that the mapping names. */
    public static DataReport check(Path data, Mapping mapping) throws IOException {
        DataCheck check = new DataCheck(CsvHistory.open(data, mapping));
        check.history.forEachRow(check::see);
        return check.report();
    }

    private void see(Row row, @Nullable LabelledTransaction labelled) {
        if (row.parts().get(0).isEmpty()) {
            return;
        }
        columns.forEach(watched -> watched.tally().see(watched.column().from(row)));
        sample.see(row);
        if (labelled == null) {
            return;
        }
        timeline.see(labelled);
        ids.see(labelled.transaction().id());
        if (labelled.label() != null) {
            leaks.see(row, labelled.label().fraud());
        }
    }

    private DataReport report() {
        RowCount count = history.count();
        return new DataReport(
                count.read(),
                count.skipped(),
                count.bad(),
                count.examples(),
                count.warnings(),
                timeline.isEmpty() ? null : timeline.first(),
                timeline.isEmpty() ? null : timeline.last(),
                timeline.outOfOrderShare(),
                ids.repeats(),
                ids.isExact(),
                timeline.spans(),
                columns.stream().map(this::column).toList(),
                suspected(),
                leaks.isJudgeable());
    }

    private DataReport.Column column(Watched watched) {
        ColumnTally tally = watched.tally();
        Set<String> uses = history.header().uses(watched.name());
        return new DataReport.Column(
                watched.name(),
                uses.isEmpty() ? "unused" : String.join(", ", uses),
                tally.type(),
                tally.emptyShare(),
                tally.distinct().distinct(),
                tally.distinct().isExact(),
                ColumnValues.of(tally, texts(watched.column())));
    }

    private List<Leak> suspected() {
        if (!leaks.isJudgeable()) {
            return List.of();
        }
        return columns.stream()
                .filter(watched -> !history.header().uses(watched.name()).contains(LabelReader.USE))
                .map(watched -> leaks.judge(watched.name(), watched.column()))
                .filter(leak -> leak.auc() > LeakSearch.SUSPECT_AUC)
                .toList();
    }

    /** The column in the sample, without its empty cells. */
    private List<String> texts(Take<String> column) {
        List<String> texts = new ArrayList<>();
        for (Row row : sample.rows()) {
            String text = column.from(row);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A column and what was seen of it. */
    private record Watched(String name, Take<String> column, ColumnTally tally) {}
}
