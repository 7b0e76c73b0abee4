package io.nacre.training.csv;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordReader;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.payment.TransactionReference;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lifecycle events beside a CSV file: one JSON object of the contract "lifecycle-event" per line, in any order. All
 * are kept in memory, because the events of a transaction are spread over weeks. A repeat of an event is skipped.
 */
final class LifecycleEventFile {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int MAX_LINE_BYTES = Contract.LIFECYCLE_EVENT.maxBytes();

    private final Path path;
    private final RowCount count;
    private final Map<TransactionReference, List<LifecycleEvent>> events = new HashMap<>();
    private final Set<TransactionReference> found = new HashSet<>();
    private long eventCount;
    private long foundEvents;

    private LifecycleEventFile(Path path) {
        this.path = path;
        this.count = new RowCount(path.toString());
    }

    /**
     * Reads the whole file.
     *
     * @param nowMs the time of reading; an event more than a day later is a bad line
     * @param maxBadShare the largest share of bad lines
     */
    static LifecycleEventFile read(Path path, long nowMs, double maxBadShare) throws IOException {
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new IOException("file " + path + " is missing or not readable, but the mapping names it under"
                    + " lifecycle: put it beside the data, or use a mapping without lifecycle");
        }
        LifecycleEventFile file = new LifecycleEventFile(path);
        try (InputStream in = Files.newInputStream(path);
                InputStream plain = new BufferedInputStream(CsvFile.decompress(in, path), BUFFER_BYTES)) {
            file.readLines(plain, new RecordOrigin(path.toString(), 0, 0, nowMs));
        } catch (IOException e) {
            throw new IOException(
                    path + " cannot be read to its end: " + e.getMessage() + ": check that the file is complete", e);
        }
        file.count.check(maxBadShare);
        return file;
    }

    /** Starts a reading of the transactions. */
    void restart() {
        found.clear();
        foundEvents = 0;
    }

    /** The events of a transaction in the order of time. */
    List<LifecycleEvent> events(Transaction transaction) {
        TransactionReference reference = TransactionReference.of(transaction);
        List<LifecycleEvent> known = events.get(reference);
        if (known == null) {
            return List.of();
        }
        if (found.add(reference)) {
            foundEvents += known.size();
        }
        return known.stream()
                .sorted(Comparator.comparingLong(LifecycleEvent::occurredAtMs))
                .toList();
    }

    /** Warnings after a reading of the transactions, one line each. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (count.bad() > 0) {
            remarks.add(count.bad() + " lines of " + path + " cannot be read and were skipped; the first: "
                    + count.examples().get(0));
        }
        long unknown = eventCount - foundEvents;
        if (unknown > 0) {
            remarks.add(unknown + " of " + eventCount + " lifecycle events of " + path
                    + " belong to transactions that were not read; account_id and transaction_id must be as the mapping"
                    + " makes them");
        }
        return remarks;
    }

    private void readLines(InputStream in, RecordOrigin origin) throws IOException {
        JsonRecordReader<LifecycleEvent> reader = Contract.LIFECYCLE_EVENT.jsonReader();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                add(line, number++, reader, origin);
                line.reset();
            } else if (line.size() <= MAX_LINE_BYTES) {
                // The reader rejects a line that is longer by one byte; nothing behind is kept.
                line.write(next);
            }
        }
        add(line, number, reader, origin);
    }

    private void add(
            ByteArrayOutputStream line, long number, JsonRecordReader<LifecycleEvent> reader, RecordOrigin origin) {
        byte[] json = line.toByteArray();
        if (isBlank(json)) {
            return;
        }
        LifecycleEvent unused = count.attempt(new Row(number - 1, number, List.of(List.of(""))), () -> {
            LifecycleEvent event = read(json, reader, origin);
            return add(event) ? event : null;
        });
    }

    /** False for a repeat. */
    private boolean add(LifecycleEvent event) {
        TransactionReference reference = new TransactionReference(event.transactionId(), event.accountId());
        List<LifecycleEvent> known = events.computeIfAbsent(reference, first -> new ArrayList<>(2));
        if (known.stream().anyMatch(each -> each.eventId().equals(event.eventId()))) {
            return false;
        }
        if (known.size() == TransactionLifecycle.MAX_STEPS) {
            throw new BadRowException(
                    "lifecycle.transaction_id",
                    event.transactionId() + " has more than " + TransactionLifecycle.MAX_STEPS
                            + " events: remove those that are no steps of a payment");
        }
        known.add(known.isEmpty() ? event : withTextsOf(known.get(0), event));
        eventCount++;
        return true;
    }

    /** The same event with the id texts of another one of its transaction, so that they take space once. */
    private static LifecycleEvent withTextsOf(LifecycleEvent first, LifecycleEvent event) {
        return new LifecycleEvent(
                first.accountId(),
                first.transactionId(),
                event.eventId(),
                event.type(),
                event.declineReason(),
                event.amountMinorUnits(),
                event.occurredAtMs());
    }

    private static LifecycleEvent read(byte[] json, JsonRecordReader<LifecycleEvent> reader, RecordOrigin origin) {
        try {
            return reader.read(json, origin);
        } catch (RecordRejectedException e) {
            String field = e.field() == null ? "lifecycle" : "lifecycle." + e.field();
            throw new BadRowException(field, String.valueOf(e.getMessage()), e.code());
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
