package io.nacre.training.csv;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.training.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * History from a CSV file, read with a {@link CsvMapping}. A file in time order is streamed; any other is sorted in
 * memory.
 */
public final class CsvHistory implements History {

    private static final String ZIPPED = ".gz";

    private final CsvFile file;
    private final CsvMapping csvMapping;
    private final CsvColumns csvColumns;
    private final List<Join> joins = new ArrayList<>();
    private final CsvTransactionReader transactions;
    private final @Nullable LabelReader labels;
    private final CsvFile profileFile;
    private final @Nullable ProfileReader profiles;
    private final @Nullable LifecycleEventFile lifecycle;

    private @Nullable OrderCheck order;
    private RowCount count = new RowCount("");

    private CsvHistory(CsvFile file, CsvMapping csvMapping, CsvColumns csvColumns, RecordOrigin origin)
            throws IOException {
        this.file = file;
        this.csvMapping = csvMapping;
        this.csvColumns = csvColumns;
        for (CsvMapping.Lookup lookup : Objects.requireNonNull(csvMapping.lookups())) {
            joins.add(Join.read(lookup, beside(lookup.file()), csvColumns, joins.size() + 1, limit()));
        }
        transactions = new CsvTransactionReader(csvMapping.transaction(), csvColumns, origin);
        labels = csvMapping.label() == null ? null : new LabelReader(csvMapping.label(), csvColumns, origin);
        CsvMapping.ProfileColumns columns = csvMapping.profiles();
        String other = columns == null ? null : columns.file();
        profileFile = other == null ? file : beside(other);
        CsvColumns profileHeader = other == null ? csvColumns : new CsvColumns(profileFile, profileFile.header());
        profiles = columns == null ? null : new ProfileReader(columns, profileHeader, origin);
        CsvMapping.Lifecycle named = csvMapping.lifecycle();
        lifecycle = named == null
                ? null
                : LifecycleEventFile.read(beside(named.file()).path(), origin.timestampMs(), limit());
    }

    /**
     * Opens a file, and reads its lookup files and lifecycle events. Throws if one is missing, or lacks a column of the
     * mapping.
     */
    public static CsvHistory open(Path data, CsvMapping csvMapping) throws IOException {
        return open(data, csvMapping, Instant.now());
    }

    /**
     * Opens a file, and reads its header.
     *
     * @param now the time of reading; a transaction more than a day later is a bad row
     */
    public static CsvHistory open(Path data, CsvMapping csvMapping, Instant now) throws IOException {
        CsvFile file = new CsvFile(data, csvMapping.format());
        RecordOrigin origin = new RecordOrigin(data.toString(), 0, 0, now.toEpochMilli());
        try {
            return new CsvHistory(file, csvMapping, new CsvColumns(file, file.header()), origin);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void forEach(Consumer<LabelledTransaction> reader) throws IOException {
        if (order().inOrder) {
            read(reader);
            return;
        }
        List<LabelledTransaction> all = new ArrayList<>();
        read(all::add);
        all.sort(Comparator.comparingLong(labelled -> labelled.transaction().eventTimeMs()));
        all.forEach(reader);
    }

    /** The first row of an account counts: its profile is valid from the start. */
    @Override
    public List<AccountProfile> profiles() throws IOException {
        if (profiles == null) {
            return List.of();
        }
        RowCount counted = new RowCount(profileFile.path().toString());
        Map<String, AccountProfile> first = new LinkedHashMap<>();
        forEach(profileFile, row -> {
            Row whole = profileFile.equals(file) ? joined(row) : row;
            AccountProfile profile = counted.attempt(whole, () -> profiles.read(whole, counted.columns()));
            if (profile != null) {
                first.putIfAbsent(profile.accountId(), profile);
            }
        });
        counted.check(limit());
        return List.copyOf(first.values());
    }

    /** The columns of the file and of its lookup files. */
    public CsvColumns header() {
        return csvColumns;
    }

    /** The row counts of the last reading. */
    public RowCount count() {
        return count;
    }

    /** Warnings of the last reading, one line each; empty without warnings. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(count.warnings());
        if (count.bad() > 0) {
            remarks.add(
                    0,
                    count.bad() + " rows cannot be read and were skipped; the first: "
                            + count.examples().get(0));
        }
        remarks.addAll(lifecycleRemarks());
        return remarks;
    }

    /** Warnings about the lifecycle events after a reading, one line each. */
    public List<String> lifecycleRemarks() {
        return lifecycle == null ? List.of() : lifecycle.remarks();
    }

    /** Passes every row in file order, regardless of the number of bad rows. */
    public void forEachRow(RowReader reader) throws IOException {
        forEachRow(Long.MAX_VALUE, reader);
    }

    private void read(Consumer<LabelledTransaction> reader) throws IOException {
        forEachRow(order().latestMs, (row, labelled) -> {
            if (labelled != null) {
                reader.accept(labelled);
            }
        });
        count.check(limit());
    }

    private void forEachRow(long endMs, RowReader reader) throws IOException {
        RowCount counted = new RowCount(file.path().toString());
        count = counted;
        if (lifecycle != null) {
            lifecycle.restart();
        }
        forEach(file, row -> {
            Row whole = joined(row);
            reader.read(whole, counted.attempt(whole, () -> labelled(whole, counted.columns(), endMs)));
        });
    }

    /** Accepts a row and its transaction: null if the row was skipped or is bad. */
    @FunctionalInterface
    public interface RowReader {
        void read(Row row, @Nullable LabelledTransaction labelled);
    }

    /** Unwraps the checked exceptions that {@link RowCount} has to wrap. */
    private static void forEach(CsvFile file, Consumer<Row> reader) throws IOException {
        try {
            file.forEach(reader);
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private double limit() {
        return Objects.requireNonNull(csvMapping.maxBadShare());
    }

    private @Nullable LabelledTransaction labelled(Row row, SuspiciousValues warnings, long endMs) {
        Transaction transaction = transactions.read(row, warnings);
        if (transaction == null) {
            return null;
        }
        LabelledTransaction labelled = labels == null
                ? new LabelledTransaction(transaction, null, null)
                : labels.read(transaction, row, endMs);
        return lifecycle == null
                ? labelled
                : new LabelledTransaction(
                        transaction, labelled.label(), labelled.typology(), lifecycle.events(transaction));
    }

    private Row joined(Row row) {
        if (joins.isEmpty()) {
            return row;
        }
        List<List<String>> parts = new ArrayList<>(row.parts());
        Row own = row;
        joins.forEach(join -> parts.add(join.rowFor(own)));
        return new Row(row.number(), row.line(), parts);
    }

    /** Reads all times once to check their order. Rows with an invalid time are counted in the main reading. */
    private OrderCheck order() throws IOException {
        if (order == null) {
            OrderCheck check = new OrderCheck();
            file.forEach(check::observe);
            order = check;
        }
        return order;
    }

    /** A file in the folder of the data, compressed or not. */
    private CsvFile beside(String name) {
        Path named = file.path().resolveSibling(name);
        Path other = file.path()
                .resolveSibling(
                        name.endsWith(ZIPPED) ? name.substring(0, name.length() - ZIPPED.length()) : name + ZIPPED);
        return new CsvFile(Files.exists(named) || !Files.exists(other) ? named : other, file.format());
    }

    private final class OrderCheck {
        private long latestMs = Long.MIN_VALUE;
        private boolean inOrder = true;

        void observe(Row row) {
            try {
                long atMs = transactions.timeMs(joined(row));
                inOrder &= atMs >= latestMs;
                latestMs = Math.max(latestMs, atMs);
            } catch (BadRowException e) {
                // The row itself is counted when it is read.
            }
        }
    }
}
