package io.nacre.app.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.ingest.IngestSink;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The sink of one message of a file. */
record FileMessageSink(
        long number,
        Consumer<Transaction> transactions,
        Consumer<LifecycleEvent> lifecycleEvents,
        RejectionReport report)
        implements IngestSink {

    @Override
    public void transaction(Transaction transaction) {
        transactions.accept(transaction);
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        lifecycleEvents.accept(event);
    }

    @Override
    public void rejected(@Nullable String part, RecordRejectedException reason) {
        report.add(number, part, reason);
    }

    @Override
    public void skipped(String reason) {
        // Counted only.
    }
}
