package io.nacre.codec;

import io.nacre.decision.Verdict;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Verdicts. */
final class VerdictMapping extends AvroMapping<Verdict, io.nacre.avro.Verdict> {

    VerdictMapping() {
        super(io.nacre.avro.Verdict.class);
    }

    @Override
    Verdict read(io.nacre.avro.Verdict record, RecordOrigin origin) throws RecordRejectedException {
        return new Verdict(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.optionalId("incident_id", record.getIncidentId()),
                FieldValidator.symbol("finding", Verdict.Finding.class, record.getFinding()),
                FieldValidator.id("analyst", record.getAnalyst()),
                FieldValidator.optionalText("note", record.getNote(), FieldValidator.NOTE_CHARACTERS),
                FieldValidator.time("found_at", record.getFoundAt(), origin));
    }

    @Override
    io.nacre.avro.Verdict write(Verdict value) {
        return new io.nacre.avro.Verdict(
                value.accountId(),
                value.transactionId(),
                value.incidentId(),
                io.nacre.avro.Finding.valueOf(value.finding().name()),
                value.analyst(),
                value.note(),
                Instant.ofEpochMilli(value.atMs()));
    }

    @Override
    List<String> maskedFields(Verdict value) {
        return maskedField("note", value.note());
    }
}
