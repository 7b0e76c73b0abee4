package io.nacre.simulation;

import io.nacre.codec.Contract;
import io.nacre.codec.json.JsonRecordWriter;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Writes lifecycle events in the order of time: one JSON object of the contract "lifecycle-event" per line. Memory
 * holds the events that are later than the last transaction, of at most some weeks.
 */
final class LifecycleEventFileWriter implements AutoCloseable {

    private final OutputStream out;
    private final JsonRecordWriter<LifecycleEvent> json = Contract.LIFECYCLE_EVENT.jsonWriter();

    /** The ids make the order of events of the same time the same in every run. */
    private final PriorityQueue<LifecycleEvent> pending =
            new PriorityQueue<>(Comparator.comparingLong(LifecycleEvent::occurredAtMs)
                    .thenComparing(LifecycleEvent::transactionId)
                    .thenComparing(LifecycleEvent::eventId));

    LifecycleEventFileWriter(Path file) throws IOException {
        out = new BufferedOutputStream(Files.newOutputStream(file));
    }

    /** Adds the events of the next transaction in event-time order. */
    void add(LabelledTransaction labelled) {
        writeUntil(labelled.transaction().eventTimeMs());
        pending.addAll(labelled.lifecycle());
    }

    /** Writes the remaining events. */
    @Override
    public void close() throws IOException {
        try (out) {
            writeUntil(Long.MAX_VALUE);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** No event of a later transaction is earlier than it. */
    private void writeUntil(long atMs) {
        try {
            while (!pending.isEmpty() && pending.peek().occurredAtMs() <= atMs) {
                out.write(json.writeBytes(pending.remove()));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
