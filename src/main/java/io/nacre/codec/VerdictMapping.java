package io.nacre.codec;

import io.nacre.decision.Verdict;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Verdicts. */
final class VerdictMapping extends Mapping<Verdict, io.nacre.avro.Verdict> {

    VerdictMapping() {
        super(io.nacre.avro.Verdict.class);
    }

    @Override
    Verdict read(io.nacre.avro.Verdict record, RecordOrigin origin) throws Rejection {
        return new Verdict(
                Field.id("account_id", record.getAccountId()),
                Field.id("transaction_id", record.getTransactionId()),
                Field.optionalId("incident_id", record.getIncidentId()),
                Field.symbol("finding", Verdict.Finding.class, record.getFinding()),
                Field.id("analyst", record.getAnalyst()),
                Field.optionalText("note", record.getNote(), Field.NOTE_CHARACTERS),
                Field.time("found_at", record.getFoundAt(), origin));
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
