package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/** Counts what it passes on. */
final class CountingSink implements IngestSink {

    private final IngestCounts counts;
    private final IngestSink next;

    CountingSink(IngestCounts counts, IngestSink next) {
        this.counts = counts;
        this.next = next;
    }

    @Override
    public void transaction(Transaction transaction) {
        counts.addTransaction();
        next.transaction(transaction);
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        counts.addLifecycleEvent();
        next.lifecycleEvent(event);
    }

    @Override
    public void rejected(@Nullable String part, RecordRejectedException reason) {
        counts.addRejected();
        next.rejected(part, reason);
    }

    @Override
    public void skipped(String reason) {
        counts.addSkipped(reason);
        next.skipped(reason);
    }

    /** Converts one message; a fault of the whole message is rejected as well. */
    void convert(byte[] message, RecordOrigin origin, MessageConverter converter) {
        counts.addMessage();
        try {
            converter.convert(message, origin, this);
        } catch (RecordRejectedException e) {
            rejected(null, e);
        }
    }
}
