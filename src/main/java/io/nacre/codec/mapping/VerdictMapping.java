package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.decision.Verdict;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts. */
public final class VerdictMapping extends AvroMapping<Verdict, io.nacre.avro.Verdict> {

    public VerdictMapping() {
        super(io.nacre.avro.Verdict.class);
    }

    @Override
    Verdict read(io.nacre.avro.Verdict record, RecordOrigin origin) throws RecordRejectedException {
        return new Verdict(
                FieldValidator.id("account_id", record.getAccountId()),
                FieldValidator.id("transaction_id", record.getTransactionId()),
                FieldValidator.optionalId("incident_id", record.getIncidentId()),
                EnumMapping.FINDING.read("finding", record.getFinding()),
                reason(record.getReason()),
                FieldValidator.id("analyst", record.getAnalyst()),
                FieldValidator.optionalText("note", record.getNote(), FieldValidator.NOTE_CHARACTERS),
                FieldValidator.time("found_at", record.getFoundAt(), origin));
    }

    /** A reason that only a newer schema has must not make a label a dead letter. */
    private static Verdict.@Nullable Reason reason(io.nacre.avro.@Nullable VerdictReason reason)
            throws RecordRejectedException {
        if (reason == null) {
            return null;
        }
        return reason == io.nacre.avro.VerdictReason.UNKNOWN
                ? Verdict.Reason.OTHER
                : EnumMapping.VERDICT_REASON.read("reason", reason);
    }

    @Override
    public AvroBodyWriter<Verdict> writer(AvroBodyEncoder out) {
        io.nacre.avro.Verdict.Encoder record = new io.nacre.avro.Verdict.Encoder(out);
        return value -> record.accountId(value.accountId())
                .transactionId(value.transactionId())
                .incidentId(value.incidentId())
                .finding(EnumMapping.FINDING.write(value.finding()))
                .analyst(value.analyst())
                .note(value.note())
                .foundAt(value.atMs())
                .reason(symbol(value.reason()));
    }

    private static io.nacre.avro.@Nullable VerdictReason symbol(Verdict.@Nullable Reason reason) {
        return reason == null ? null : EnumMapping.VERDICT_REASON.write(reason);
    }

    @Override
    public List<String> maskedFields(Verdict value) {
        return maskedField("note", value.note());
    }
}
