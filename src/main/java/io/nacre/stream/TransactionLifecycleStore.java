package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Retention;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.state.SeenTransaction;
import io.nacre.stream.state.SeenTransactionBloomFilter;
import io.nacre.stream.state.StateFormat;
import io.nacre.stream.state.TransactionExpiry;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * The lifecycle events of an account's transactions. An event may arrive before its transaction, because records of
 * different topics have no common order; it then waits in a map of its own, so that counting those that wait is cheap.
 */
final class TransactionLifecycleStore {

    /** Why an event changes nothing. */
    private enum Ignored {
        /** An event with its id was applied before. */
        REPEATED,
        /** Its transaction has as many events as are stored. */
        TOO_MANY,
        /** It is much older than the transaction, or later than the dispute period. */
        OUTSIDE_LIFECYCLE
    }

    private final MapState<String, TransactionLifecycle> applied;
    private final MapState<String, TransactionLifecycle> pending;
    private final Map<LifecycleEvent.Type, Counter> effective = new EnumMap<>(LifecycleEvent.Type.class);
    private final Map<Ignored, Counter> ignored = new EnumMap<>(Ignored.class);

    TransactionLifecycleStore(RuntimeContext runtime) {
        applied = map("lifecycles", runtime);
        pending = map("pending-lifecycles", runtime);
        MetricGroup nacre = JobMetric.group(runtime);
        for (LifecycleEvent.Type type : LifecycleEvent.Type.values()) {
            effective.put(type, JobMetric.LIFECYCLE_EVENTS.counter(nacre, type));
        }
        for (Ignored reason : Ignored.values()) {
            ignored.put(reason, JobMetric.LIFECYCLE_EVENTS_IGNORED.counter(nacre, reason));
        }
    }

    private static MapState<String, TransactionLifecycle> map(String name, RuntimeContext runtime) {
        return runtime.getMapState(new MapStateDescriptor<>(
                name, StringSerializer.INSTANCE, StateFormat.TRANSACTION_LIFECYCLE.serializer()));
    }

    /**
     * Adds an event of a transaction that was seen.
     *
     * @return null if the event changes nothing
     */
    @Nullable
    LifecycleEffect apply(LifecycleEvent event, SeenTransaction seen) throws Exception {
        if (!Retention.isWithinLifecycle(event.occurredAtMs(), seen.atMs())) {
            requireNonNull(ignored.get(Ignored.OUTSIDE_LIFECYCLE)).inc();
            return null;
        }
        TransactionLifecycle lifecycle = add(event, applied);
        if (lifecycle == null) {
            return null;
        }
        requireNonNull(effective.get(event.type())).inc();
        return lifecycle.lastEffect(seen.atMs(), seen.amount(), seen.cardToken());
    }

    /** Stores an event until its transaction arrives. */
    void await(LifecycleEvent event, SeenTransactionBloomFilter filter) throws Exception {
        TransactionLifecycle waiting = add(event, pending);
        if (waiting != null && waiting.steps().size() == 1) {
            filter.addPendingLifecycle();
        }
    }

    /** The effects of the events that waited for this transaction. */
    List<LifecycleEffect> resolve(Transaction transaction, SeenTransactionBloomFilter filter) throws Exception {
        String id = transaction.id();
        TransactionLifecycle waiting = filter.hasPendingLifecycles() ? pending.get(id) : null;
        if (waiting == null) {
            return List.of();
        }
        pending.remove(id);
        filter.removePendingLifecycle();
        TransactionLifecycle lifecycle = waiting.within(transaction.eventTimeMs());
        applied.put(id, lifecycle);
        lifecycle
                .steps()
                .forEach(step -> requireNonNull(effective.get(step.type())).inc());
        return lifecycle.effects(transaction.eventTimeMs(), transaction.amount(), transaction.cardToken());
    }

    void expire(long timestampMs, String account) throws Exception {
        TransactionExpiry.expire(applied, TransactionLifecycle::latestMs, timestampMs, account);
        TransactionExpiry.expire(pending, TransactionLifecycle::latestMs, timestampMs, account);
    }

    /** The number of transactions with events that wait for them. */
    int countPending() throws Exception {
        int count = 0;
        for (Iterator<String> ids = pending.keys().iterator(); ids.hasNext(); ids.next()) {
            count++;
        }
        return count;
    }

    /** Whether any event is not newer than the erasure. */
    boolean haveBefore(long erasedAtMs) throws Exception {
        return AccountEnrichment.any(applied.values(), lifecycle -> lifecycle.latestMs() <= erasedAtMs)
                || AccountEnrichment.any(pending.values(), lifecycle -> lifecycle.latestMs() <= erasedAtMs);
    }

    /** Erases what is not newer than the erasure. */
    Map<String, TransactionLifecycle> erase(long erasedAtMs) throws Exception {
        TransactionExpiry.erase(applied, TransactionLifecycle::latestMs, erasedAtMs);
        return TransactionExpiry.erase(pending, TransactionLifecycle::latestMs, erasedAtMs);
    }

    private @Nullable TransactionLifecycle add(LifecycleEvent event, MapState<String, TransactionLifecycle> lifecycles)
            throws Exception {
        TransactionLifecycle stored = lifecycles.get(event.transactionId());
        TransactionLifecycle before = stored == null ? TransactionLifecycle.NONE : stored;
        if (before.has(event.eventId())) {
            requireNonNull(ignored.get(Ignored.REPEATED)).inc();
            return null;
        }
        if (before.isFull()) {
            requireNonNull(ignored.get(Ignored.TOO_MANY)).inc();
            return null;
        }
        TransactionLifecycle after = before.plus(event);
        lifecycles.put(event.transactionId(), after);
        return after;
    }
}
