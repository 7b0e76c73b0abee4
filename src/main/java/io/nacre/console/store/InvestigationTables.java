package io.nacre.console.store;

import io.nacre.codec.Contract;
import io.nacre.decision.investigation.InvestigationRecord;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import io.nacre.decision.investigation.InvestigationRecord.Note;
import io.nacre.decision.investigation.InvestigationRecord.SavedView;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What only analysts know: assignments, notes and saved views. A higher version replaces a lower one. */
public final class InvestigationTables {

    static final RecordJson<InvestigationRecord> RECORDS = new RecordJson<>(Contract.INVESTIGATION_RECORD);

    private InvestigationTables() {}

    static void add(Handle handle, InvestigationRecord record, long revision) {
        if (record.content() instanceof Assignment assignment) {
            addAssignment(handle, record, assignment);
            IncidentTable.refresh(handle, assignment.incidentId(), revision);
        } else if (record.content() instanceof Note note) {
            addNote(handle, record, note);
            IncidentTable.touch(handle, note.incidentId(), revision);
        } else if (record.content() instanceof SavedView view) {
            addView(handle, record, view);
        }
    }

    private static void addAssignment(Handle handle, InvestigationRecord record, Assignment assignment) {
        handle.createUpdate("""
                        INSERT INTO assignment (incident_id, assignee, lease_expires_at, snoozed_until, escalated,
                          first_assigned_at, recorded_at, version, body)
                        VALUES (:id, :assignee, :lease, :snoozed, :escalated, :first, :recorded, :version, :body)
                        ON CONFLICT (incident_id) DO UPDATE SET assignee = excluded.assignee,
                          lease_expires_at = excluded.lease_expires_at, snoozed_until = excluded.snoozed_until,
                          escalated = excluded.escalated, first_assigned_at = excluded.first_assigned_at,
                          recorded_at = excluded.recorded_at,
                          version = excluded.version, body = excluded.body
                        WHERE excluded.version > assignment.version""")
                .bind("id", assignment.incidentId())
                .bind("assignee", assignment.assignee())
                .bind("lease", assignment.leaseExpiresAtMs())
                .bind("snoozed", assignment.snoozedUntilMs())
                .bind("escalated", assignment.escalated() ? 1 : 0)
                .bind("first", assignment.firstAssignedAtMs())
                .bind("recorded", record.recordedAtMs())
                .bind("version", record.version())
                .bind("body", RECORDS.text(record))
                .execute();
    }

    private static void addNote(Handle handle, InvestigationRecord record, Note note) {
        handle.createUpdate("""
                        INSERT INTO note (note_id, incident_id, account_id, first_recorded_at, version, body)
                        VALUES (:id, :incident, :account, :recorded, :version, :body)
                        ON CONFLICT (note_id) DO UPDATE SET version = excluded.version, body = excluded.body
                        WHERE excluded.version > note.version""")
                .bind("id", note.noteId())
                .bind("incident", note.incidentId())
                .bind("account", note.accountId())
                .bind("recorded", record.recordedAtMs())
                .bind("version", record.version())
                .bind("body", RECORDS.text(record))
                .execute();
    }

    private static void addView(Handle handle, InvestigationRecord record, SavedView view) {
        handle.createUpdate("""
                        INSERT INTO saved_view (owner, name, version, body) VALUES (:owner, :name, :version, :body)
                        ON CONFLICT (owner, name) DO UPDATE SET version = excluded.version, body = excluded.body
                        WHERE excluded.version > saved_view.version""")
                .bind("owner", view.owner())
                .bind("name", view.name())
                .bind("version", record.version())
                .bind("body", RECORDS.text(record))
                .execute();
    }

    /** The notes on an incident, oldest first, without deleted ones. */
    public static List<InvestigationRecord> notes(Handle handle, String incidentId) {
        return handle
                .createQuery("SELECT body FROM note WHERE incident_id = :id ORDER BY first_recorded_at, note_id")
                .bind("id", incidentId)
                .mapTo(String.class)
                .list()
                .stream()
                .map(RECORDS::read)
                .filter(record -> !record.deleted())
                .toList();
    }

    /** A note, also a deleted one; null if there never was one. */
    public static @Nullable InvestigationRecord note(Handle handle, String noteId) {
        return handle.createQuery("SELECT body FROM note WHERE note_id = :id")
                .bind("id", noteId)
                .mapTo(String.class)
                .findOne()
                .map(RECORDS::read)
                .orElse(null);
    }

    /** The views of an analyst by name, without deleted ones. */
    public static List<InvestigationRecord> views(Handle handle, String owner) {
        return handle
                .createQuery("SELECT body FROM saved_view WHERE owner = :owner ORDER BY name")
                .bind("owner", owner)
                .mapTo(String.class)
                .list()
                .stream()
                .map(RECORDS::read)
                .filter(record -> !record.deleted())
                .toList();
    }

    /** A view, also a deleted one; null if there never was one. */
    public static @Nullable InvestigationRecord view(Handle handle, String owner, String name) {
        return handle.createQuery("SELECT body FROM saved_view WHERE owner = :owner AND name = :name")
                .bind("owner", owner)
                .bind("name", name)
                .mapTo(String.class)
                .findOne()
                .map(RECORDS::read)
                .orElse(null);
    }
}
