package io.nacre.stream;

import io.nacre.decision.LabelPrecedence;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.DuplicateEvent;
import io.nacre.feature.EnrichedEvent.ErasureEvent;
import io.nacre.feature.EnrichedEvent.IncomingPaymentEvent;
import io.nacre.feature.EnrichedEvent.LabelEvent;
import io.nacre.feature.EnrichedEvent.LifecycleEffectEvent;
import io.nacre.feature.EnrichedEvent.ProfileEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EnrichedEvent.TransactionLifecycleEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Retention;
import io.nacre.feature.TransactionLifecycle;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Transaction;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyedStateStore;
import io.nacre.stream.state.SeenTransaction;
import io.nacre.stream.state.SeenTransactionBloomFilter;
import io.nacre.stream.state.SeenTransactionSerializer;
import io.nacre.stream.state.StateFormat;
import io.nacre.stream.state.TransactionExpiry;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.TimerService;

/**
 * Enrichment by account. It detects duplicates, stores the profile and completes labels. A label names only its
 * transaction, and the later operators need that transaction's IP address, device, merchant and counterparty.
 */
final class AccountEnrichment implements KeyedEnrichment {

    private final KeyedStateStore store;
    private final MapState<String, SeenTransaction> transactions;
    private final MapState<String, Label> labels;
    private final TransactionLifecycleStore lifecycles;
    private final Counter duplicates;
    private final Counter conflicts;
    private final Counter lateTransactions;

    AccountEnrichment(RuntimeContext runtime) {
        store = KeyedStateStore.of(EntityType.ACCOUNT, runtime);
        transactions = runtime.getMapState(
                new MapStateDescriptor<>("transactions", StringSerializer.INSTANCE, new SeenTransactionSerializer()));
        labels = runtime.getMapState(
                new MapStateDescriptor<>("labels", StringSerializer.INSTANCE, StateFormat.LABEL.serializer()));
        lifecycles = new TransactionLifecycleStore(runtime);
        MetricGroup nacre = JobMetric.group(runtime);
        duplicates = JobMetric.DUPLICATES.counter(nacre);
        conflicts = JobMetric.ID_CONFLICTS.counter(nacre);
        lateTransactions = JobMetric.LATE.counter(nacre);
    }

    @Override
    public void process(EnrichedEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception {
        String account = event.keys().accountId();
        if (event instanceof TransactionEvent transaction) {
            addTransaction(transaction, timers, out);
        } else if (event instanceof LabelEvent label) {
            addLabel(label, timers, out);
        } else if (event instanceof TransactionLifecycleEvent lifecycle) {
            addLifecycleEvent(lifecycle, timers, out);
        } else if (event instanceof ProfileEvent profile) {
            store.updateProfile(account, profile.profile());
        } else if (event instanceof IncomingPaymentEvent incoming) {
            addIncomingPayment(account, incoming.payment(), timers);
        } else {
            if (event instanceof ErasureEvent) {
                erase(account, event.keys().atMs(), timers);
            }
            out.accept(event);
        }
    }

    @Override
    public void onTimer(String account, long timestampMs, TimerService timers) throws Exception {
        store.onTimer(account, timestampMs, timers);
        TransactionExpiry.expire(transactions, SeenTransaction::atMs, timestampMs, account);
        TransactionExpiry.expire(labels, Label::knownAtMs, timestampMs, account);
        lifecycles.expire(timestampMs, account);
        KeyState state = store.find(account);
        if (state != null && state.seenTransactions().hasPending()) {
            state.seenTransactions().setPendingLabels(countPendingLabels());
            state.seenTransactions().setPendingLifecycles(lifecycles.countPending());
            store.write(account, state);
        }
    }

    private void addTransaction(TransactionEvent event, TimerService timers, Consumer<EnrichedEvent> out)
            throws Exception {
        Transaction transaction = event.transaction();
        String id = transaction.id();
        String account = transaction.accountId();
        KeyState state = store.load(account, transaction.eventTimeMs());
        SeenTransactionBloomFilter filter = state.seenTransactions();
        SeenTransaction seen = filter.mayContain(id) ? transactions.get(id) : null;
        if (seen != null) {
            out.accept(asDuplicate(event, seen.conflicts(transaction)));
            return;
        }
        if (transaction.eventTimeMs() <= timers.currentWatermark()) {
            lateTransactions.inc();
        }
        Label label = filter.hasPendingLabels() ? labels.get(id) : null;
        filter.add(id, transaction.eventTimeMs());
        scheduleSweep(filter, account, transaction.eventTimeMs(), timers);
        TransactionEvent withFacts = event.with(state.withAccountFacts(transaction, event.facts()));
        state.step(transaction, withFacts.facts(), withFacts.vector());
        TransactionEvent enriched = withFacts.withAmountFlag();
        transactions.put(id, SeenTransaction.of(transaction, enriched.keys()));
        List<LifecycleEffect> effects = lifecycles.resolve(transaction, filter);
        if (label != null) {
            filter.setPendingLabels(countPendingLabels());
        }
        store.store(account, state, transaction.eventTimeMs(), timers);
        out.accept(enriched);
        if (label != null) {
            emitLabel(EnrichedEvent.of(label, event.origin()).about(enriched.keys()), timers, out);
        }
        for (LifecycleEffect effect : effects) {
            emitLifecycleEffect(new LifecycleEffectEvent(event.origin(), enriched.keys(), effect), timers, out);
        }
    }

    private DuplicateEvent asDuplicate(TransactionEvent event, boolean conflicting) {
        (conflicting ? conflicts : duplicates).inc();
        return conflicting ? event.conflicting() : event.repeated();
    }

    /** Sets a timer only for a sweep that has none yet: one in four weeks, not one per transaction. */
    private static void scheduleSweep(
            SeenTransactionBloomFilter filter, String account, long atMs, TimerService timers) {
        long sweepMs = TransactionExpiry.nextSweepMs(atMs, account);
        if (filter.extendSweep(sweepMs)) {
            timers.registerEventTimeTimer(sweepMs);
        }
    }

    private void addIncomingPayment(String account, IncomingPayment payment, TimerService timers) throws Exception {
        KeyState state = store.load(account, payment.atMs());
        state.receive(payment);
        store.storeUntil(account, state, Retention.receivedUntilMs(payment.atMs()), timers);
    }

    /**
     * Applies a label. A label may arrive before its transaction, because records of different topics have no common
     * order; it then waits in state. If a transaction has several labels, {@link LabelPrecedence} selects one. A label
     * that does not change the result is not applied again.
     */
    private void addLabel(LabelEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception {
        Label label = event.label();
        String account = event.keys().accountId();
        Label stored = labels.get(label.transactionId());
        Label merged = LabelPrecedence.merge(stored, label);
        if (merged.equals(stored)) {
            return;
        }
        labels.put(label.transactionId(), merged);
        timers.registerEventTimeTimer(TransactionExpiry.nextSweepMs(label.knownAtMs(), account));
        if (stored != null && stored.fraud() == merged.fraud()) {
            return;
        }
        SeenTransaction seen = transactions.get(label.transactionId());
        if (seen != null) {
            emitLabel(event.about(seen.keys()), timers, out);
        } else if (stored == null) {
            KeyState state = store.load(account);
            state.seenTransactions().addPendingLabel();
            store.store(account, state, label.knownAtMs(), timers);
        }
    }

    /** Applies a lifecycle event; one that arrives before its transaction waits in state. */
    private void addLifecycleEvent(TransactionLifecycleEvent event, TimerService timers, Consumer<EnrichedEvent> out)
            throws Exception {
        LifecycleEvent lifecycle = event.event();
        String account = event.keys().accountId();
        SeenTransaction seen = transactions.get(lifecycle.transactionId());
        if (seen == null) {
            KeyState state = store.load(account);
            lifecycles.await(lifecycle, state.seenTransactions());
            scheduleSweep(state.seenTransactions(), account, lifecycle.occurredAtMs(), timers);
            store.store(account, state, lifecycle.occurredAtMs(), timers);
            return;
        }
        LifecycleEffect effect = lifecycles.apply(lifecycle, seen);
        if (effect != null) {
            emitLifecycleEffect(new LifecycleEffectEvent(event.origin(), seen.keys(), effect), timers, out);
        }
    }

    private void emitLifecycleEffect(LifecycleEffectEvent event, TimerService timers, Consumer<EnrichedEvent> out)
            throws Exception {
        String account = event.keys().accountId();
        KeyState state = store.load(account, event.keys().atMs());
        state.schedule(event.effect());
        scheduleSweep(state.seenTransactions(), account, event.effect().occurredAtMs(), timers);
        store.store(account, state, event.effect().occurredAtMs(), timers);
        out.accept(event);
    }

    /** Counted anew, because a label may expire before its transaction arrives, and an id may be used again. */
    private int countPendingLabels() throws Exception {
        int pending = 0;
        for (String id : labels.keys()) {
            pending += transactions.contains(id) ? 0 : 1;
        }
        return pending;
    }

    private void emitLabel(LabelEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception {
        Label label = event.label();
        if (Retention.isWithinDisputePeriod(label, event.keys())) {
            String account = event.keys().accountId();
            KeyState state = store.load(account, event.keys().atMs());
            state.applyLabel(label, event.keys());
            store.store(account, state, label.knownAtMs(), timers);
        }
        out.accept(event);
    }

    /**
     * Erases the account, but keeps everything newer than the erasure, so that its duplicates are still detected. The
     * features aggregate all transactions. They stay only if all transactions and labels are newer, as when an old
     * erasure is sent again.
     */
    private void erase(String account, long erasedAtMs, TimerService timers) throws Exception {
        boolean paidBefore = any(transactions.values(), seen -> seen.atMs() <= erasedAtMs);
        boolean paidAfter = any(transactions.values(), seen -> seen.atMs() > erasedAtMs);
        boolean labelledBefore = any(labels.values(), label -> label.knownAtMs() <= erasedAtMs);
        if (paidAfter && !paidBefore && !labelledBefore && !lifecycles.haveBefore(erasedAtMs)) {
            store.eraseProfile(account, erasedAtMs);
        } else {
            store.erase(account, erasedAtMs, timers);
            rebuild(account, erasedAtMs, timers);
        }
    }

    static <V> boolean any(Iterable<V> values, Predicate<V> which) {
        for (V value : values) {
            if (which.test(value)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the transactions and labels that are newer than the erasure again, with their timers. */
    private void rebuild(String account, long erasedAtMs, TimerService timers) throws Exception {
        Map<String, SeenTransaction> paid = TransactionExpiry.erase(transactions, SeenTransaction::atMs, erasedAtMs);
        Map<String, Label> labelled = TransactionExpiry.erase(labels, Label::knownAtMs, erasedAtMs);
        Map<String, TransactionLifecycle> awaiting = lifecycles.erase(erasedAtMs);
        if (paid.isEmpty() && labelled.isEmpty() && awaiting.isEmpty()) {
            return;
        }
        KeyState state = store.load(account, erasedAtMs);
        SeenTransactionBloomFilter filter = state.seenTransactions();
        for (Map.Entry<String, SeenTransaction> each : paid.entrySet()) {
            long paidAtMs = each.getValue().atMs();
            filter.add(each.getKey(), paidAtMs);
            scheduleSweep(filter, account, paidAtMs, timers);
            store.store(account, state, paidAtMs, timers);
        }
        for (Map.Entry<String, Label> each : labelled.entrySet()) {
            long knownAtMs = each.getValue().knownAtMs();
            timers.registerEventTimeTimer(TransactionExpiry.nextSweepMs(knownAtMs, account));
            if (!paid.containsKey(each.getKey())) {
                filter.addPendingLabel();
            }
            store.store(account, state, knownAtMs, timers);
        }
        for (TransactionLifecycle lifecycle : awaiting.values()) {
            timers.registerEventTimeTimer(TransactionExpiry.nextSweepMs(lifecycle.latestMs(), account));
            filter.addPendingLifecycle();
            store.store(account, state, lifecycle.latestMs(), timers);
        }
    }
}
