package io.nacre.codec;

import io.nacre.decision.Chargeback;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Chargebacks. */
final class ChargebackMapping extends Mapping<Chargeback, io.nacre.avro.Chargeback> {

    ChargebackMapping() {
        super(io.nacre.avro.Chargeback.class);
    }

    @Override
    Chargeback read(io.nacre.avro.Chargeback record, RecordOrigin origin) throws Rejection {
        return new Chargeback(
                Field.id("account_id", record.getAccountId()),
                Field.id("transaction_id", record.getTransactionId()),
                Field.optionalText("reason", record.getReason(), Field.NAME_CHARACTERS),
                Field.time("known_at", record.getKnownAt(), origin));
    }

    @Override
    io.nacre.avro.Chargeback write(Chargeback value) {
        return new io.nacre.avro.Chargeback(
                value.accountId(), value.transactionId(), value.reason(), Instant.ofEpochMilli(value.knownAtMs()));
    }

    @Override
    List<String> maskedFields(Chargeback value) {
        return maskedField("reason", value.reason());
    }
}
