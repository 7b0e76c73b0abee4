package io.nacre.codec.mapping;

import static java.util.Objects.requireNonNullElse;

import io.nacre.avro.binary.AvroBodyEncoder;
import io.nacre.avro.binary.RecordCompletion;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import io.nacre.decision.investigation.InvestigationRecord.Skip;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Assignments, notes and saved views. */
public final class InvestigationRecordMapping
        extends AvroMapping<InvestigationRecord, io.nacre.avro.InvestigationRecord> {

    public InvestigationRecordMapping() {
        super(io.nacre.avro.InvestigationRecord.class);
    }

    @Override
    InvestigationRecord read(io.nacre.avro.InvestigationRecord record, RecordOrigin origin)
            throws RecordRejectedException {
        return new InvestigationRecord(
                FieldValidator.version("version", record.getVersion(), origin),
                FieldValidator.id("actor", record.getActor()),
                FieldValidator.time("recorded_at", record.getRecordedAt(), origin),
                record.getDeleted(),
                content(record.getAssignment(), record.getNote(), record.getView()));
    }

    private static InvestigationRecord.Content content(
            io.nacre.avro.@Nullable Assignment assignment,
            io.nacre.avro.@Nullable Note note,
            io.nacre.avro.@Nullable SavedView view)
            throws RecordRejectedException {
        if (assignment != null && note == null && view == null) {
            return assignment(assignment);
        }
        if (note != null && assignment == null && view == null) {
            return note(note);
        }
        if (view != null && assignment == null && note == null) {
            return view(view);
        }
        throw new RecordRejectedException(
                RejectionCode.FIELD_MALFORMED,
                "assignment",
                "must be the only one of assignment, note and view that is set, or null; set exactly one of the three");
    }

    private static Assignment assignment(io.nacre.avro.Assignment record) throws RecordRejectedException {
        FieldValidator.entries("assignment.skips", record.getSkips().size());
        List<Skip> skips = new ArrayList<>(record.getSkips().size());
        for (io.nacre.avro.Skip skip : record.getSkips()) {
            skips.add(new Skip(
                    FieldValidator.id("assignment.skips.analyst", skip.getAnalyst()),
                    FieldValidator.anyMs(skip.getUntil())));
        }
        return new Assignment(
                FieldValidator.id("assignment.incident_id", record.getIncidentId()),
                FieldValidator.id("assignment.account_id", record.getAccountId()),
                FieldValidator.optionalId("assignment.assignee", record.getAssignee()),
                FieldValidator.optionalMs(record.getLeaseExpiresAt()),
                FieldValidator.optionalMs(record.getSnoozedUntil()),
                record.getEscalated(),
                skips,
                FieldValidator.optionalMs(record.getFirstAssignedAt()));
    }

    private static Note note(io.nacre.avro.Note record) throws RecordRejectedException {
        return new Note(
                FieldValidator.id("note.note_id", record.getNoteId()),
                FieldValidator.id("note.incident_id", record.getIncidentId()),
                FieldValidator.id("note.account_id", record.getAccountId()),
                FieldValidator.text("note.text", record.getText(), FieldValidator.NOTE_CHARACTERS));
    }

    private static SavedView view(io.nacre.avro.SavedView record) throws RecordRejectedException {
        String owner = FieldValidator.id("view.owner", record.getOwner());
        if (!SavedView.isOwner(owner)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED, "view.owner", "contains a slash; send a name without one");
        }
        String query = FieldValidator.optionalText("view.query", record.getQuery(), FieldValidator.NOTE_CHARACTERS);
        return new SavedView(
                owner,
                FieldValidator.id("view.name", record.getName()),
                requireNonNullElse(query, ""),
                record.getIsDefault());
    }

    @Override
    public AvroBodyWriter<InvestigationRecord> writer(AvroBodyEncoder out) {
        io.nacre.avro.InvestigationRecord.Encoder record = new io.nacre.avro.InvestigationRecord.Encoder(out);
        return value -> record.version(value.version())
                .actor(value.actor())
                .recordedAt(value.recordedAtMs())
                .deleted(value.deleted())
                .assignment(
                        value.content() instanceof Assignment assignment ? assignment : null,
                        InvestigationRecordMapping::assignment)
                .note(value.content() instanceof Note note ? note : null, InvestigationRecordMapping::note)
                .view(value.content() instanceof SavedView view ? view : null, InvestigationRecordMapping::view);
    }

    private static RecordCompletion assignment(Assignment value, io.nacre.avro.Assignment.IncidentIdField record) {
        return record.incidentId(value.incidentId())
                .accountId(value.accountId())
                .assignee(value.assignee())
                .leaseExpiresAt(value.leaseExpiresAtMs())
                .snoozedUntil(value.snoozedUntilMs())
                .escalated(value.escalated())
                .skips(value.skips().size(), value.skips(), InvestigationRecordMapping::skip)
                .firstAssignedAt(value.firstAssignedAtMs());
    }

    private static RecordCompletion skip(List<Skip> skips, int i, io.nacre.avro.Skip.AnalystField record) {
        return record.analyst(skips.get(i).analyst()).until(skips.get(i).untilMs());
    }

    private static RecordCompletion note(Note value, io.nacre.avro.Note.NoteIdField record) {
        return record.noteId(value.noteId())
                .incidentId(value.incidentId())
                .accountId(value.accountId())
                .text(value.text());
    }

    private static RecordCompletion view(SavedView value, io.nacre.avro.SavedView.OwnerField record) {
        return record.owner(value.owner())
                .name(value.name())
                .query(value.query())
                .isDefault(value.isDefault());
    }

    @Override
    public List<String> maskedFields(InvestigationRecord value) {
        if (value.content() instanceof Note note) {
            return maskedField("note.text", note.text());
        }
        return value.content() instanceof SavedView view ? maskedField("view.query", view.query()) : List.of();
    }
}
