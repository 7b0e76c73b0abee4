package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The statuses of accounts and the list entries, as every subtask has them. Not thread-safe. */
public final class AccountControls {

    private final Map<String, AccountStatus> statuses = new HashMap<>();
    private final EntityLists entityLists = new EntityLists();

    /** Applies an action; false if it changes nothing. */
    public boolean apply(AccountAction action) {
        AccountStatus before = status(action.accountId());
        AccountStatus after = before.after(action);
        if (after.equals(before)) {
            return false;
        }
        statuses.put(action.accountId(), after);
        return true;
    }

    /** Merges the status of an account from another source, such as restored state. */
    public void apply(String accountId, AccountStatus other) {
        statuses.put(accountId, status(accountId).and(other));
    }

    /** Applies a list entry; false if it changes nothing. */
    public boolean apply(ListEntry entry) {
        return entityLists.put(entry);
    }

    /**
     * Why an account must not be erased at this time, with the remedy, such as "is frozen; release it first". Null if
     * it may be erased. Erasing a frozen or blocked account would let it pay again, without its history.
     */
    public @Nullable String erasureRejectionReason(String accountId, long atMs) {
        if (status(accountId).stateAt(atMs) == AccountStatus.State.FROZEN) {
            return "is frozen; release it first";
        }
        return entityLists.blocks(accountId, atMs) ? "is on the block list; remove that entry first" : null;
    }

    /**
     * Removes the actions on an account up to its erasure request, and the list entries that name it. If the account is
     * frozen or blocked, it removes nothing and returns false.
     */
    public boolean erase(ErasureRequest erasureRequest) {
        String account = erasureRequest.accountId();
        if (erasureRejectionReason(account, erasureRequest.requestedAtMs()) != null) {
            return false;
        }
        AccountStatus rest = status(account).after(erasureRequest);
        if (rest.equals(AccountStatus.ACTIVE)) {
            statuses.remove(account);
        } else {
            statuses.put(account, rest);
        }
        entityLists.erase(account, erasureRequest.requestedAtMs());
        return true;
    }

    /** The status of an account; ACTIVE if it never had an action. */
    public AccountStatus status(String accountId) {
        return statuses.getOrDefault(accountId, AccountStatus.ACTIVE);
    }

    /** Calls the action for each account that had an action, with its status. */
    public void forEachStatus(BiConsumer<String, AccountStatus> action) {
        statuses.forEach(action);
    }

    /** Removes actions and list entries that had expired at an event time. */
    public void removeExpired(long endedMs) {
        statuses.values().removeIf(status -> status.isOverAt(endedMs));
        entityLists.erase(endedMs);
    }

    /** The latest entries of the lists, including removals. */
    public Collection<ListEntry> entries() {
        return entityLists.all();
    }

    /** The freeze that stops one side of an account at an event time; null if none, or without an account. */
    public @Nullable AccountAction freeze(@Nullable String accountId, Scope side, long atMs) {
        AccountStatus status = accountId == null ? null : statuses.get(accountId);
        return status == null ? null : status.freezeAt(atMs, side);
    }

    public ListMatches listing(String accountId, RelatedEntities relatedEntities, long atMs) {
        return entityLists.of(accountId, relatedEntities, atMs);
    }
}
