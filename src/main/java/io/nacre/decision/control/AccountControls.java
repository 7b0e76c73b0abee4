package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.Scope;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All that people and machines have ordered, as every task knows it: where accounts stand, and what the lists name. Not
 * thread-safe.
 */
public final class AccountControls {

    private final Map<String, AccountStatus> statuses = new HashMap<>();
    private final EntityLists entityLists = new EntityLists();

    /** Takes an action in; false where it changes nothing. */
    public boolean apply(AccountAction action) {
        AccountStatus before = status(action.accountId());
        AccountStatus after = before.after(action);
        if (after.equals(before)) {
            return false;
        }
        statuses.put(action.accountId(), after);
        return true;
    }

    /** Takes in what is known of an account from elsewhere. */
    public void apply(String accountId, AccountStatus known) {
        statuses.put(accountId, status(accountId).and(known));
    }

    /** Takes an entry in; false where it changes nothing. */
    public boolean apply(ListEntry entry) {
        return entityLists.put(entry);
    }

    /**
     * Why an account must not be erased at this time, with the remedy, such as "is frozen; release it first"; null
     * where it may be. Whoever is stopped would pay again, and be rid of its history.
     */
    public @Nullable String stop(String accountId, long atMs) {
        if (status(accountId).stateAt(atMs) == AccountStatus.State.FROZEN) {
            return "is frozen; release it first";
        }
        return entityLists.blocks(accountId, atMs) ? "is on the block list; remove it there first" : null;
    }

    /**
     * Forgets what was ordered for an account before its erasure, and the lists' entries that name it; nothing of an
     * account that is stopped. False where nothing was forgotten for that reason.
     */
    public boolean erase(ErasureRequest erasureRequest) {
        String account = erasureRequest.accountId();
        if (stop(account, erasureRequest.requestedAtMs()) != null) {
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

    /** Where the account stands; ACTIVE for one nobody ever acted on. */
    public AccountStatus status(String accountId) {
        return statuses.getOrDefault(accountId, AccountStatus.ACTIVE);
    }

    /** Calls the action with each account that anybody has acted on, and with its status. */
    public void forEachStatus(BiConsumer<String, AccountStatus> action) {
        statuses.forEach(action);
    }

    /** Forgets what had ended at an event time. */
    public void forget(long endedMs) {
        statuses.values().removeIf(status -> status.isOverAt(endedMs));
        entityLists.erase(endedMs);
    }

    /** The newest entries of the lists, removals as well. */
    public Collection<ListEntry> entries() {
        return entityLists.all();
    }

    /** The freeze that stops an account on this side at an event time; null for none, and for no account. */
    public @Nullable AccountAction freeze(@Nullable String accountId, Scope side, long atMs) {
        AccountStatus status = accountId == null ? null : statuses.get(accountId);
        return status == null ? null : status.freezeAt(atMs, side);
    }

    public ListMatches listing(String accountId, RelatedEntities relatedEntities, long atMs) {
        return entityLists.of(accountId, relatedEntities, atMs);
    }
}
