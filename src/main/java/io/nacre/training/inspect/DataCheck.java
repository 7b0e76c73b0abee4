package io.nacre.training.inspect;

import io.nacre.payment.LabelledTransaction;
import io.nacre.training.csv.CellReader;
import io.nacre.training.csv.CsvHistory;
import io.nacre.training.csv.CsvMapping;
import io.nacre.training.csv.LabelReader;
import io.nacre.training.csv.NumberSyntax;
import io.nacre.training.csv.Row;
import io.nacre.training.csv.RowCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks a file before training, in one pass and in bounded memory. Counts are exact; medians, frequent values and
 * leaks are estimated from samples of the rows.
 */
public final class DataCheck {

    /** Maximum number of cells per sample: a wide file is sampled with fewer rows. */
    private static final int MAX_CELLS = 1_000_000;

    private static final int MAX_ROWS = 20_000;
    private static final int MAX_IDS = 1 << 18;

    private final CsvHistory history;
    private final List<Watched> columns = new ArrayList<>();
    private final ReservoirSample sample;
    private final LeakageDetector leaks;
    private final FraudTimeline fraudTimeline = new FraudTimeline();
    private final DistinctCounter ids = new DistinctCounter(MAX_IDS);

    private DataCheck(CsvHistory history) {
        this.history = history;
        NumberSyntax numbers = history.header().numbers();
        history.header()
                .columns()
                .forEach((name, column) -> columns.add(new Watched(name, column, new ColumnProfile(numbers))));
        int rows = Math.min(MAX_ROWS, MAX_CELLS / Math.max(1, columns.size()));
        sample = new ReservoirSample(rows);
        leaks = new LeakageDetector(rows, numbers);
    }

    /** Reads the file once; throws if it is missing, or lacks a column of the mapping. */
    public static DataReport check(Path data, CsvMapping csvMapping) throws IOException {
        return check(data, csvMapping, () -> {});
    }

    /**
     * The same, with its progress.
     *
     * @param each is run after each row
     */
    public static DataReport check(Path data, CsvMapping csvMapping, Runnable each) throws IOException {
        DataCheck check = new DataCheck(CsvHistory.open(data, csvMapping));
        check.history.forEachRow((row, labelled) -> {
            check.observe(row, labelled);
            each.run();
        });
        return check.report();
    }

    private void observe(Row row, @Nullable LabelledTransaction labelled) {
        if (row.parts().get(0).isEmpty()) {
            return;
        }
        columns.forEach(watched -> watched.tally().add(watched.column().from(row)));
        sample.add(row);
        if (labelled == null) {
            return;
        }
        fraudTimeline.add(labelled);
        ids.add(labelled.transaction().id());
        if (labelled.label() != null) {
            leaks.observe(row, labelled.label().fraud());
        }
    }

    private DataReport report() {
        RowCount count = history.count();
        return new DataReport(
                count.read(),
                count.skipped(),
                count.bad(),
                count.examples(),
                Stream.concat(count.warnings().stream(), history.lifecycleRemarks().stream())
                        .toList(),
                fraudTimeline.isEmpty() ? null : fraudTimeline.first(),
                fraudTimeline.isEmpty() ? null : fraudTimeline.last(),
                fraudTimeline.outOfOrderShare(),
                ids.repeats(),
                ids.isExact(),
                fraudTimeline.spans(),
                columns.stream().map(this::column).toList(),
                suspected(),
                leaks.hasEnoughLabels());
    }

    private DataReport.Column column(Watched watched) {
        ColumnProfile tally = watched.tally();
        Set<String> uses = history.header().uses(watched.name());
        return new DataReport.Column(
                watched.name(),
                uses.isEmpty() ? "unused" : String.join(", ", uses),
                tally.type(),
                tally.emptyShare(),
                tally.distinct().distinct(),
                tally.distinct().isExact(),
                ColumnSummary.of(tally, texts(watched.column())));
    }

    private List<LabelLeak> suspected() {
        if (!leaks.hasEnoughLabels()) {
            return List.of();
        }
        return columns.stream()
                .filter(watched -> !history.header().uses(watched.name()).contains(LabelReader.USE))
                .map(watched -> leaks.findLeak(watched.name(), watched.column()))
                .filter(labelLeak -> labelLeak.auc() > LeakageDetector.SUSPECT_AUC)
                .toList();
    }

    /** The values of the column in the sample, without empty cells. */
    private List<String> texts(CellReader<String> column) {
        List<String> texts = new ArrayList<>();
        for (Row row : sample.rows()) {
            String text = column.from(row);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    /** A column and its profile. */
    private record Watched(String name, CellReader<String> column, ColumnProfile tally) {}
}
