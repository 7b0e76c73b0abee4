package io.nacre.codec;

import io.nacre.decision.ListEntry;
import io.nacre.payment.RecordOrigin;
import java.time.Instant;
import java.util.List;

/** Entries of the lists. */
final class ListEntryMapping extends Mapping<ListEntry, io.nacre.avro.ListEntry> {

    ListEntryMapping() {
        super(io.nacre.avro.ListEntry.class);
    }

    @Override
    ListEntry read(io.nacre.avro.ListEntry record, RecordOrigin origin) throws Rejection {
        ListEntry.Subject subject = Field.symbol("subject", ListEntry.Subject.class, record.getSubject());
        String value = Field.id("value", record.getValue());
        ListEntry.Change change = Field.symbol("change", ListEntry.Change.class, record.getChange());
        String flaw = ListEntry.flaw(change, subject, value);
        if (flaw != null) {
            throw new Rejection(RejectionCode.FIELD_MALFORMED, "value", flaw);
        }
        return new ListEntry(
                Field.symbol("list", ListEntry.ListType.class, record.getList()),
                subject,
                value,
                change,
                Field.version("version", record.getVersion(), origin),
                Field.id("author", record.getAuthor()),
                Field.text("reason", record.getReason(), Field.NOTE_CHARACTERS),
                Field.time("written_at", record.getWrittenAt(), origin),
                Field.optionalMs(record.getUntil()));
    }

    @Override
    io.nacre.avro.ListEntry write(ListEntry value) {
        return new io.nacre.avro.ListEntry(
                io.nacre.avro.ListName.valueOf(value.list().name()),
                io.nacre.avro.ListSubject.valueOf(value.subject().name()),
                value.value(),
                io.nacre.avro.ListChange.valueOf(value.change().name()),
                value.version(),
                value.author(),
                value.reason(),
                Instant.ofEpochMilli(value.atMs()),
                Parts.time(value.untilMs()));
    }

    @Override
    List<String> maskedFields(ListEntry value) {
        return maskedField("reason", value.reason());
    }
}
