package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.investigation.AuditEntry;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;

/** Entries of the audit log. */
public final class AuditEntryMapping extends AvroMapping<AuditEntry, io.nacre.avro.AuditEntry> {

    public AuditEntryMapping() {
        super(io.nacre.avro.AuditEntry.class);
    }

    @Override
    AuditEntry read(io.nacre.avro.AuditEntry record, RecordOrigin origin) throws RecordRejectedException {
        if (record.getSequence() < 1) {
            throw new RecordRejectedException(RejectionCode.VERSION_RANGE, "sequence", "is below 1; count from 1");
        }
        return new AuditEntry(
                FieldValidator.id("console_id", record.getConsoleId()),
                record.getSequence(),
                FieldValidator.time("recorded_at", record.getRecordedAt(), origin),
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.id("action", record.getAction()),
                // Not rejected for a card number: an entry of the log must not get lost.
                FieldValidator.optionalText("subject", record.getSubject(), FieldValidator.ID_CHARACTERS),
                FieldValidator.optionalText("detail", record.getDetail(), FieldValidator.NOTE_CHARACTERS),
                FieldValidator.optionalSalt("salt", record.getSalt()),
                FieldValidator.sha256("content_hash", record.getContentHash()),
                FieldValidator.sha256("previous_hash", record.getPreviousHash()),
                FieldValidator.sha256("hash", record.getHash()));
    }

    @Override
    public AvroBodyWriter<AuditEntry> writer(AvroBodyEncoder out) {
        io.nacre.avro.AuditEntry.Encoder record = new io.nacre.avro.AuditEntry.Encoder(out);
        return value -> record.consoleId(value.consoleId())
                .sequence(value.sequence())
                .recordedAt(value.atMs())
                .actor(value.actor())
                .action(value.action())
                .subject(value.subject())
                .detail(value.detail())
                .salt(value.salt())
                .contentHash(value.contentHash())
                .previousHash(value.previousHash())
                .hash(value.hash());
    }

    @Override
    public List<String> maskedFields(AuditEntry value) {
        List<String> masked = new ArrayList<>(maskedField("subject", value.subject()));
        masked.addAll(maskedField("detail", value.detail()));
        return masked;
    }
}
