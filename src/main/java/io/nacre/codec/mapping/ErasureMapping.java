package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** Requests to erase an account. */
public final class ErasureMapping extends AvroMapping<ErasureRequest, io.nacre.avro.Erasure> {

    public ErasureMapping() {
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
    public AvroBodyWriter<ErasureRequest> writer(AvroBodyEncoder out) {
        io.nacre.avro.Erasure.Encoder record = new io.nacre.avro.Erasure.Encoder(out);
        return value -> record.accountId(value.accountId())
                .actor(value.actor())
                .reason(value.reason())
                .requestedAt(value.requestedAtMs());
    }

    @Override
    public List<String> maskedFields(ErasureRequest value) {
        return maskedField("reason", value.reason());
    }
}
