package io.nacre.codec.mapping;

import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lifecycle event before validation; see {@link UnvalidatedTransaction}.
 *
 * @param amountMinor in the currency's minor unit; null for the whole amount
 */
public record UnvalidatedLifecycleEvent(
        @Nullable String accountId,
        @Nullable String transactionId,
        @Nullable String eventId,
        LifecycleEvent.Type type,
        @Nullable DeclineReason declineReason,
        @Nullable Long amountMinor,
        long occurredAtMs) {

    private static final LifecycleEventMapping MAPPING = new LifecycleEventMapping();

    /** Validates and converts the event, as a record with these fields. */
    public LifecycleEvent read(RecordOrigin origin) throws RecordRejectedException {
        io.nacre.avro.LifecycleEvent record = new io.nacre.avro.LifecycleEvent();
        record.setAccountId(accountId);
        record.setTransactionId(transactionId);
        record.setEventId(eventId);
        record.setType(EnumMapping.LIFECYCLE_TYPE.write(type));
        record.setDeclineReason(declineReason == null ? null : EnumMapping.DECLINE_REASON.write(declineReason));
        record.setAmountMinor(amountMinor);
        record.setOccurredAt(Instant.ofEpochMilli(occurredAtMs));
        return MAPPING.read(record, origin);
    }
}
