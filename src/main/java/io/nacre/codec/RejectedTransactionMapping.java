package io.nacre.codec;

import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rejected transactions, as records of the decisions' schema that {@link DecisionMapping} reads as no decision. */
final class RejectedTransactionMapping extends AvroMapping<RejectedTransaction, io.nacre.avro.Decision> {

    RejectedTransactionMapping() {
        super(io.nacre.avro.Decision.class);
    }

    @Override
    RejectedTransaction read(io.nacre.avro.Decision record, RecordOrigin origin) throws RecordRejectedException {
        io.nacre.avro.Rejection rejection = record.getRejection();
        if (rejection == null) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_EMPTY, "rejection", "is not set: the record is a decision");
        }
        return new RejectedTransaction(
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.id("account_id", record.getAccountId()),
                RejectionCode.of(rejection.getCode()),
                rejection.getField(),
                rejection.getDetail(),
                SharedMappings.origin(record.getOrigin()),
                record.getDecidedAt().toEpochMilli());
    }

    @Override
    io.nacre.avro.Decision write(RejectedTransaction value) {
        io.nacre.avro.Decision record = new io.nacre.avro.Decision();
        record.setTransactionId(value.transactionId());
        record.setAccountId(value.accountId());
        record.setEventTime(Instant.ofEpochMilli(value.origin().timestampMs()));
        record.setOutcome(io.nacre.avro.Outcome.UNKNOWN);
        record.setCause(io.nacre.avro.Cause.UNKNOWN);
        record.setTrail(List.of());
        record.setReasons(List.of());
        record.setBundleId("");
        record.setDegradedLayers(List.of());
        record.setRules(List.of());
        record.setDecidedAt(Instant.ofEpochMilli(value.rejectedAtMs()));
        record.setLatencyMs(value.latencyMs());
        record.setOrigin(SharedMappings.origin(value.origin()));
        record.setRejection(rejection(value.code().name(), value.field(), value.detail()));
        return record;
    }

    private static io.nacre.avro.Rejection rejection(String code, @Nullable String field, String detail) {
        io.nacre.avro.Rejection rejection = new io.nacre.avro.Rejection();
        rejection.setCode(code);
        rejection.setField(field);
        rejection.setDetail(detail);
        return rejection;
    }
}
