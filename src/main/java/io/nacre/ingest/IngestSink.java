package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/** Receives what messages contain, in the order of the messages. */
public interface IngestSink {

    void transaction(Transaction transaction);

    void lifecycleEvent(LifecycleEvent event);

    /**
     * A message is rejected, or one part of it.
     *
     * @param part such as "transaction 3"; null for the message as a whole
     */
    void rejected(@Nullable String part, RecordRejectedException reason);

    /**
     * A message, or a part of it, is no payment and no event of one.
     *
     * @param reason one of a few texts, such as "network management"
     */
    void skipped(String reason);
}
