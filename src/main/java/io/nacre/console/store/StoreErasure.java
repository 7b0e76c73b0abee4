package io.nacre.console.store;

import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Erases an account from the store, by the rule of the job: who is frozen or blocked is not erased. */
final class StoreErasure {

    private StoreErasure() {}

    static void erase(Handle handle, ErasureRequest request, long revision) {
        String account = request.accountId();
        long atMs = request.requestedAtMs();
        boolean frozen = AccountEventTable.status(handle, account).stateAt(atMs) == AccountStatus.State.FROZEN;
        boolean blocked = ListEntryTable.of(handle, ListEntry.Subject.ACCOUNT, account).stream()
                .anyMatch(entry -> entry.list() == ListEntry.ListType.BLOCK && entry.isActiveAt(atMs));
        if (frozen || blocked) {
            return;
        }
        IncidentTable.touchAccount(handle, account, revision);
        delete(handle, "DELETE FROM payment WHERE account_id = :account AND event_time <= :at", account, atMs);
        delete(handle, "DELETE FROM example WHERE account_id = :account AND event_time <= :at", account, atMs);
        delete(handle, "DELETE FROM payment_label WHERE account_id = :account AND known_at <= :at", account, atMs);
        delete(handle, "DELETE FROM account_event WHERE account_id = :account AND happened_at <= :at", account, atMs);
        for (String table : List.of("assignment", "incident_alert")) {
            delete(
                    handle,
                    "DELETE FROM " + table + " WHERE incident_id IN"
                            + " (SELECT incident_id FROM incident WHERE account_id = :account AND updated_at <= :at)",
                    account,
                    atMs);
        }
        delete(handle, "DELETE FROM note WHERE account_id = :account AND first_recorded_at <= :at", account, atMs);
        delete(handle, "DELETE FROM incident WHERE account_id = :account AND updated_at <= :at", account, atMs);
        delete(handle, "DELETE FROM account_action WHERE account_id = :account AND version <= :at", account, atMs);
    }

    private static void delete(Handle handle, String sql, String account, long atMs) {
        handle.createUpdate(sql).bind("account", account).bind("at", atMs).execute();
    }
}
