package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.LifecycleEvent.DeclineReason;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lifecycle events. */
public final class LifecycleEventMapping extends AvroMapping<LifecycleEvent, io.nacre.avro.LifecycleEvent> {

    public LifecycleEventMapping() {
        super(io.nacre.avro.LifecycleEvent.class);
    }

    @Override
    LifecycleEvent read(io.nacre.avro.LifecycleEvent record, RecordOrigin origin) throws RecordRejectedException {
        LifecycleEvent.Type type = EnumMapping.LIFECYCLE_TYPE.read("type", record.getType());
        DeclineReason reason = reason(record.getDeclineReason());
        if (reason != null && type != LifecycleEvent.Type.DECLINED) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    "decline_reason",
                    "belongs to an event of type DECLINED; send null with type " + type);
        }
        Long amount = record.getAmountMinor();
        return new LifecycleEvent(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("event_id", record.getEventId()),
                type,
                reason,
                amount == null ? null : FieldValidator.amount("amount_minor", amount),
                FieldValidator.time("occurred_at", record.getOccurredAt(), origin));
    }

    /** A reason that only a newer schema has says no more than that there is one. */
    private static @Nullable DeclineReason reason(io.nacre.avro.@Nullable DeclineReason reason)
            throws RecordRejectedException {
        if (reason == null) {
            return null;
        }
        return reason == io.nacre.avro.DeclineReason.UNKNOWN
                ? DeclineReason.OTHER
                : EnumMapping.DECLINE_REASON.read("decline_reason", reason);
    }

    @Override
    public AvroBodyWriter<LifecycleEvent> writer(AvroBodyEncoder out) {
        io.nacre.avro.LifecycleEvent.Encoder record = new io.nacre.avro.LifecycleEvent.Encoder(out);
        return value -> {
            DeclineReason reason = value.declineReason();
            return record.accountId(value.accountId())
                    .transactionId(value.transactionId())
                    .eventId(value.eventId())
                    .type(EnumMapping.LIFECYCLE_TYPE.write(value.type()))
                    .declineReason(reason == null ? null : EnumMapping.DECLINE_REASON.write(reason))
                    .amountMinor(value.amountMinorUnits())
                    .occurredAt(value.occurredAtMs());
        };
    }

    @Override
    public List<String> maskedFields(LifecycleEvent value) {
        return List.of();
    }
}
