package io.nacre.codec;

import io.nacre.decision.ErasureRequest;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Orders to forget an account. */
final class ErasureMapping extends Mapping<ErasureRequest, io.nacre.avro.Erasure> {

    ErasureMapping() {
        super(io.nacre.avro.Erasure.class);
    }

    @Override
    ErasureRequest read(io.nacre.avro.Erasure record, RecordOrigin origin) throws Rejection {
        return new ErasureRequest(
                Field.id("account_id", record.getAccountId()),
                Field.id("actor", record.getActor()),
                Field.text("reason", record.getReason(), Field.NOTE_CHARACTERS),
                Field.time("ordered_at", record.getOrderedAt(), origin));
    }

    @Override
    io.nacre.avro.Erasure write(ErasureRequest value) {
        return new io.nacre.avro.Erasure(
                value.accountId(), value.actor(), value.reason(), Instant.ofEpochMilli(value.atMs()));
    }

    @Override
    List<String> maskedFields(ErasureRequest value) {
        return maskedField("reason", value.reason());
    }
}
