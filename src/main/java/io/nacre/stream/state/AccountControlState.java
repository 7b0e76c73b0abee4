package io.nacre.stream.state;

import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AccountStatus;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.payment.Millis;
import io.nacre.payment.SaturatingTime;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AccountControlEvent.ActionEvent;
import io.nacre.stream.event.AccountControlEvent.EntryEvent;
import io.nacre.stream.event.AccountControlEvent.ErasureEvent;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeutils.base.StringSerializer;

/**
 * Account actions and list entries in broadcast state, which is the same in every subtask. Transactions and erasures
 * are checked against {@link AccountControls}, which also contains those published before the subtask started.
 */
public final class AccountControlState {

    public static final MapStateDescriptor<String, AccountStatus> STATUSES =
            new MapStateDescriptor<>("statuses", StringSerializer.INSTANCE, StateFormat.ACCOUNT_STATUS.serializer());

    public static final MapStateDescriptor<String, ListEntry> ENTRIES =
            new MapStateDescriptor<>("list-entries", StringSerializer.INSTANCE, StateFormat.LIST_ENTRY.serializer());

    private final AccountControls accountControls;
    private boolean restored;
    private long prunedMs = Long.MIN_VALUE;

    /** @param start actions and entries published before the subtask started */
    public AccountControlState(AccountControls start) {
        this.accountControls = start;
    }

    public AccountControls controls() {
        return accountControls;
    }

    /**
     * Adds the broadcast state to the controls that were published before the subtask started. Only the first call has
     * an effect. A broadcast function cannot read broadcast state before its first element.
     */
    public void restore(
            ReadOnlyBroadcastState<String, AccountStatus> statuses, ReadOnlyBroadcastState<String, ListEntry> entries)
            throws Exception {
        if (restored) {
            return;
        }
        for (Map.Entry<String, AccountStatus> each : statuses.immutableEntries()) {
            accountControls.apply(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, ListEntry> each : entries.immutableEntries()) {
            accountControls.apply(each.getValue());
        }
        restored = true;
    }

    /**
     * Applies an account control; false if it changes nothing.
     *
     * @param nowMs controls that ended a day before this time are removed; once a day and only with a new control,
     *     because nothing else adds state
     */
    public boolean apply(
            AccountControlEvent event,
            BroadcastState<String, AccountStatus> statuses,
            BroadcastState<String, ListEntry> entries,
            long nowMs)
            throws Exception {
        restore(statuses, entries);
        if (event instanceof ErasureEvent erasure) {
            return erase(erasure.request(), statuses, entries);
        }
        boolean changed = event instanceof ActionEvent action
                ? apply(action.action(), statuses)
                : apply(((EntryEvent) event).entry(), entries);
        if (nowMs >= SaturatingTime.plus(prunedMs, Millis.DAY_MS)) {
            prunedMs = nowMs;
            prune(statuses, entries, SaturatingTime.plus(prunedMs, -Millis.DAY_MS));
        }
        return changed;
    }

    private boolean apply(AccountAction action, BroadcastState<String, AccountStatus> statuses) throws Exception {
        boolean changed = accountControls.apply(action);
        if (changed) {
            statuses.put(action.accountId(), accountControls.status(action.accountId()));
        }
        return changed;
    }

    private boolean apply(ListEntry entry, BroadcastState<String, ListEntry> entries) throws Exception {
        boolean changed = accountControls.apply(entry);
        if (changed) {
            entries.put(entry.key(), entry);
        }
        return changed;
    }

    /**
     * Erases an account, except for everything newer than the erasure. Nothing is erased for an account that is frozen
     * or blocked.
     */
    private boolean erase(
            ErasureRequest erasureRequest,
            BroadcastState<String, AccountStatus> statuses,
            BroadcastState<String, ListEntry> entries)
            throws Exception {
        if (!accountControls.erase(erasureRequest)) {
            return false;
        }
        String account = erasureRequest.accountId();
        AccountStatus rest = accountControls.status(account);
        if (rest.equals(AccountStatus.ACTIVE)) {
            statuses.remove(account);
        } else {
            statuses.put(account, rest);
        }
        for (ListEntry.ListType list : ListEntry.ListType.values()) {
            String key = ListEntry.key(list, ListEntry.Subject.ACCOUNT, account);
            ListEntry entry = entries.get(key);
            if (entry != null && entry.changedAtMs() <= erasureRequest.requestedAtMs()) {
                entries.remove(key);
            }
        }
        return true;
    }

    private void prune(
            BroadcastState<String, AccountStatus> statuses, BroadcastState<String, ListEntry> entries, long endedMs)
            throws Exception {
        accountControls.removeExpired(endedMs);
        for (var each = statuses.iterator(); each.hasNext(); ) {
            if (each.next().getValue().isOverAt(endedMs)) {
                each.remove();
            }
        }
        for (var each = entries.iterator(); each.hasNext(); ) {
            if (each.next().getValue().isOverAt(endedMs)) {
                each.remove();
            }
        }
    }
}
