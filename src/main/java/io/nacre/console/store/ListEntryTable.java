package io.nacre.console.store;

import io.nacre.codec.Contract;
import io.nacre.decision.control.ListEntry;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The latest entry of each list for each entity, removals included. */
public final class ListEntryTable {

    private static final RecordJson<ListEntry> ENTRIES = new RecordJson<>(Contract.LIST_ENTRY);

    private ListEntryTable() {}

    static void add(Handle handle, ListEntry entry) {
        handle.createUpdate("""
                        INSERT INTO list_entry (entry_key, subject, entity, version, body)
                        VALUES (:key, :subject, :entity, :version, :body)
                        ON CONFLICT (entry_key) DO UPDATE SET version = excluded.version, body = excluded.body
                        WHERE excluded.version > list_entry.version""")
                .bind("key", entry.key())
                .bind("subject", entry.subject().name())
                .bind("entity", entry.value())
                .bind("version", entry.version())
                .bind("body", ENTRIES.text(entry))
                .execute();
    }

    /** The entries that name an entity, one for each list. */
    public static List<ListEntry> of(Handle handle, ListEntry.Subject subject, String entity) {
        return handle
                .createQuery(
                        "SELECT body FROM list_entry WHERE subject = :subject AND entity = :entity ORDER BY entry_key")
                .bind("subject", subject.name())
                .bind("entity", entity)
                .mapTo(String.class)
                .list()
                .stream()
                .map(ENTRIES::read)
                .toList();
    }
}
