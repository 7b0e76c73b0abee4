package io.nacre.ingest;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what converters pass on. */
public final class RecordingSink implements IngestSink {

    public static final Instant ARRIVAL = Instant.parse("2026-11-30T10:00:00Z");

    public final List<Transaction> transactions = new ArrayList<>();
    public final List<LifecycleEvent> events = new ArrayList<>();
    public final List<RejectedPart> rejected = new ArrayList<>();
    public final List<String> skipped = new ArrayList<>();

    /** A rejected part of a message; the part is null for all of it. */
    public record RejectedPart(
            @Nullable String part,
            RejectionCode code,
            @Nullable String field,
            String detail) {}

    /** What one message gives; a fault of all of it is among the rejected parts. */
    public static RecordingSink of(MessageConverter converter, byte[] message) {
        return of(converter, message, ARRIVAL.toEpochMilli());
    }

    public static RecordingSink of(MessageConverter converter, byte[] message, long arrivalMs) {
        RecordingSink sink = new RecordingSink();
        try {
            converter.convert(message, new RecordOrigin("switch.messages", 0, 7, arrivalMs), sink);
        } catch (RecordRejectedException e) {
            sink.rejected(null, e);
        }
        return sink;
    }

    /** The code of the only fault; null if there is none. */
    public @Nullable RejectionCode code() {
        return rejected.isEmpty() ? null : rejected.get(0).code();
    }

    @Override
    public void transaction(Transaction transaction) {
        transactions.add(transaction);
    }

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        events.add(event);
    }

    @Override
    public void rejected(@Nullable String part, RecordRejectedException reason) {
        rejected.add(new RejectedPart(part, reason.code(), reason.field(), String.valueOf(reason.getMessage())));
    }

    @Override
    public void skipped(String reason) {
        skipped.add(reason);
    }

    @Override
    public String toString() {
        return transactions + " " + events + " " + rejected + " " + skipped;
    }
}
