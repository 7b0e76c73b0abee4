package io.nacre.stream;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.ListEntry;
import io.nacre.decision.Orders;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How orders are kept in the state that all tasks of the guard have alike: of an account all that rules, of a list all
 * its entries. Payments ask {@link Orders}, which holds the same and what was ordered before the task started.
 */
final class StandingOrders {

    static final MapStateDescriptor<String, AccountStatus> STATUSES =
            new MapStateDescriptor<>("statuses", Types.STRING, TypeInformation.of(AccountStatus.class));

    static final MapStateDescriptor<String, ListEntry> ENTRIES =
            new MapStateDescriptor<>("list-entries", Types.STRING, TypeInformation.of(ListEntry.class));

    private StandingOrders() {}

    /** Adds to what was ordered before the task started what its state knows. */
    static void recall(
            Orders orders,
            ReadOnlyBroadcastState<String, AccountStatus> statuses,
            ReadOnlyBroadcastState<String, ListEntry> entries)
            throws Exception {
        for (Map.Entry<String, AccountStatus> each : statuses.immutableEntries()) {
            orders.take(each.getKey(), each.getValue());
        }
        for (Map.Entry<String, ListEntry> each : entries.immutableEntries()) {
            orders.take(each.getValue());
        }
    }

    /** Takes an action in; false where it changes nothing. */
    static boolean take(AccountAction action, Orders orders, BroadcastState<String, AccountStatus> statuses)
            throws Exception {
        boolean news = orders.take(action);
        if (news) {
            statuses.put(action.accountId(), orders.status(action.accountId()));
        }
        return news;
    }

    /** Forgets an account. */
    static void forget(
            String accountId,
            Orders orders,
            BroadcastState<String, AccountStatus> statuses,
            BroadcastState<String, ListEntry> entries)
            throws Exception {
        orders.forget(accountId);
        statuses.remove(accountId);
        for (ListEntry.Name list : ListEntry.Name.values()) {
            entries.remove(ListEntry.key(list, ListEntry.Subject.ACCOUNT, accountId));
        }
    }

    /** Takes an entry in; false where it changes nothing. */
    static boolean take(ListEntry entry, Orders orders, BroadcastState<String, ListEntry> entries) throws Exception {
        boolean news = orders.take(entry);
        if (news) {
            entries.put(entry.key(), entry);
        }
        return news;
    }

    /**
     * Forgets what had ended at an event time: once a day, and only when something is ordered, as nothing else adds.
     */
    static void prune(
            Orders orders,
            BroadcastState<String, AccountStatus> statuses,
            BroadcastState<String, ListEntry> entries,
            long endedMs)
            throws Exception {
        orders.forget(endedMs);
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
