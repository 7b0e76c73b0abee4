package io.nacre.codec;

import io.nacre.decision.ErasureRequest;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Orders to forget an account. */
final class ErasureMapping extends AvroMapping<ErasureRequest, io.nacre.avro.Erasure> {

    ErasureMapping() {
        super(io.nacre.avro.Erasure.class);
    }

    @Override
    ErasureRequest read(io.nacre.avro.Erasure record, RecordOrigin origin) throws RecordRejectedException {
        return new ErasureRequest(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.text("reason", record.getReason(), FieldValidator.NOTE_CHARACTERS),
                FieldValidator.time("requested_at", record.getRequestedAt(), origin));
    }

    @Override
    io.nacre.avro.Erasure write(ErasureRequest value) {
        return new io.nacre.avro.Erasure(
                value.accountId(), value.actor(), value.reason(), Instant.ofEpochMilli(value.requestedAtMs()));
    }

    @Override
    List<String> maskedFields(ErasureRequest value) {
        return maskedField("reason", value.reason());
    }
}
