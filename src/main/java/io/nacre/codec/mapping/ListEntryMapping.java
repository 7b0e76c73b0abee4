package io.nacre.codec.mapping;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/** List entries. */
public final class ListEntryMapping extends AvroMapping<ListEntry, io.nacre.avro.ListEntry> {

    public ListEntryMapping() {
        super(io.nacre.avro.ListEntry.class);
    }

    @Override
    ListEntry read(io.nacre.avro.ListEntry record, RecordOrigin origin) throws RecordRejectedException {
        ListEntry.Subject subject = EnumMapping.LIST_SUBJECT.read("subject", record.getSubject());
        String value = FieldValidator.id("value", record.getValue());
        ListEntry.Change change = EnumMapping.LIST_CHANGE.read("change", record.getChange());
        String error = ListEntry.validationError(change, subject, value);
        if (error != null) {
            throw new RecordRejectedException(RejectionCode.FIELD_MALFORMED, "value", error);
        }
        return new ListEntry(
                EnumMapping.LIST_NAME.read("list", record.getList()),
                subject,
                value,
                change,
                FieldValidator.version("version", record.getVersion(), origin),
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.text("reason", record.getReason(), FieldValidator.NOTE_CHARACTERS),
                FieldValidator.time("changed_at", record.getChangedAt(), origin),
                FieldValidator.optionalMs(record.getExpiresAt()));
    }

    @Override
    public AvroBodyWriter<ListEntry> writer(AvroBodyEncoder out) {
        io.nacre.avro.ListEntry.Encoder record = new io.nacre.avro.ListEntry.Encoder(out);
        return value -> record.list(EnumMapping.LIST_NAME.write(value.list()))
                .subject(EnumMapping.LIST_SUBJECT.write(value.subject()))
                .value(value.value())
                .change(EnumMapping.LIST_CHANGE.write(value.change()))
                .version(value.version())
                .actor(value.actor())
                .reason(value.reason())
                .changedAt(value.changedAtMs())
                .expiresAt(value.expiresAtMs());
    }

    @Override
    public List<String> maskedFields(ListEntry value) {
        return maskedField("reason", value.reason());
    }
}
