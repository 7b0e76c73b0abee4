package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** Chargebacks. */
public final class ChargebackMapping extends AvroMapping<Chargeback, io.nacre.avro.Chargeback> {

    public ChargebackMapping() {
        super(io.nacre.avro.Chargeback.class);
    }

    @Override
    Chargeback read(io.nacre.avro.Chargeback record, RecordOrigin origin) throws RecordRejectedException {
        return new Chargeback(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.optionalText("reason", record.getReason(), FieldValidator.NAME_CHARACTERS),
                FieldValidator.time("known_at", record.getKnownAt(), origin));
    }

    @Override
    public AvroBodyWriter<Chargeback> writer(AvroBodyEncoder out) {
        io.nacre.avro.Chargeback.Encoder record = new io.nacre.avro.Chargeback.Encoder(out);
        return value -> record.accountId(value.accountId())
                .transactionId(value.transactionId())
                .reason(value.reason())
                .knownAt(value.knownAtMs());
    }

    @Override
    public List<String> maskedFields(Chargeback value) {
        return maskedField("reason", value.reason());
    }
}
