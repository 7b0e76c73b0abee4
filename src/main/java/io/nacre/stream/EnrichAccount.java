package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.LabelPrecedence;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Retention;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyedStateStore;
import io.nacre.stream.state.SeenTransaction;
import io.nacre.stream.state.SeenTransactionFilter;
import io.nacre.stream.state.SeenTransactionSerializer;
import io.nacre.stream.state.StateFormat;
import io.nacre.stream.state.TransactionExpiry;
import io.nacre.stream.state.TransactionTerms;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The account's hop: knows its profile, tells a repeated transaction from a new one, and finds for a label, which names
 * only its transaction, the ip, device, merchant and receiver that must learn from it.
 */
final class EnrichAccount extends KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> {

    private transient KeyedStateStore keyedStateStore;
    private transient MapState<String, SeenTransaction> transactions;
    private transient MapState<String, Label> labels;
    private transient Counter repeats;
    private transient Counter conflicts;
    private transient Counter late;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    EnrichAccount() {}

    @Override
    public void open(OpenContext context) {
        keyedStateStore = KeyedStateStore.of(EntityType.ACCOUNT, getRuntimeContext());
        transactions = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "transactions", StringSerializer.INSTANCE, new SeenTransactionSerializer()));
        labels = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("labels", StringSerializer.INSTANCE, StateFormat.LABEL.serializer()));
        MetricGroup nacre = JobMetric.group(getRuntimeContext());
        repeats = JobMetric.DUPLICATES.counter(nacre);
        conflicts = JobMetric.ID_CONFLICTS.counter(nacre);
        late = JobMetric.LATE.counter(nacre);
    }

    @Override
    public void processElement(EnrichedEvent enrichedEvent, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        switch (enrichedEvent.kind()) {
            case TRANSACTION -> pay(enrichedEvent, requireNonNull(enrichedEvent.transaction()), context, out);
            case LABEL -> applyLabel(enrichedEvent, requireNonNull(enrichedEvent.label()), context, out);
            case PROFILE ->
                keyedStateStore.updateProfile(context.getCurrentKey(), requireNonNull(enrichedEvent.profile()));
            case RECEIPT ->
                keyedStateStore.receive(
                        context.getCurrentKey(), requireNonNull(enrichedEvent.receipt()), context.timerService());
            case REPEAT, CONFLICT -> out.collect(enrichedEvent);
            case ERASURE -> erase(enrichedEvent, context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EnrichedEvent> out) throws Exception {
        keyedStateStore.onTimer(context.getCurrentKey(), timestamp, context.timerService());
        TransactionExpiry.forget(transactions, SeenTransaction::atMs, timestamp, context.getCurrentKey());
        TransactionExpiry.forget(labels, Label::knownAtMs, timestamp, context.getCurrentKey());
    }

    private void pay(
            EnrichedEvent enrichedEvent, Transaction transaction, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        String id = transaction.id();
        KeyState memory = keyedStateStore.load(transaction.accountId(), transaction.atMs());
        SeenTransactionFilter seenTransactionFilter = memory.openLedger();
        SeenTransaction seenTransaction = seenTransactionFilter.mayHaveMet(id) ? transactions.get(id) : null;
        if (seenTransaction != null) {
            out.collect(repeat(enrichedEvent, seenTransaction.conflicts(transaction)));
            return;
        }
        if (transaction.atMs() <= context.timerService().currentWatermark()) {
            late.inc();
        }
        Label label = seenTransactionFilter.anyWaits() ? labels.get(id) : null;
        if (label != null) {
            seenTransactionFilter.waitsNoMore();
        }
        seenTransactionFilter.add(id, transaction.atMs());
        scheduleSweep(seenTransactionFilter, transaction.atMs(), context);
        EnrichedEvent known = enrichedEvent.with(memory.withAccountFacts(transaction, enrichedEvent.facts()));
        keyedStateStore.step(transaction.accountId(), memory, transaction, known, context.timerService());
        EnrichedEvent judged = known.withAmountFlag();
        transactions.put(id, new SeenTransaction(judged.keys(), TransactionTerms.of(transaction)));
        out.collect(judged);
        if (label != null) {
            teach(EnrichedEvent.of(label, enrichedEvent.origin()).about(judged.keys()), label, context, out);
        }
    }

    private EnrichedEvent repeat(EnrichedEvent enrichedEvent, boolean conflicting) {
        (conflicting ? conflicts : repeats).inc();
        return conflicting ? enrichedEvent.conflicting() : enrichedEvent.repeated();
    }

    /** Sets a timer only for a walk that none is set for: one in four weeks, not one for each payment. */
    private static void scheduleSweep(SeenTransactionFilter seenTransactionFilter, long atMs, Context context) {
        long walkMs = TransactionExpiry.nextSweepMs(atMs, context.getCurrentKey());
        if (seenTransactionFilter.walksLater(walkMs)) {
            context.timerService().registerEventTimeTimer(walkMs);
        }
    }

    /**
     * A label may arrive before its transaction does, for topics keep no common order: then it waits. Which of several
     * is believed, {@link LabelPrecedence} says; what says nothing new is not learned twice.
     */
    private void applyLabel(EnrichedEvent enrichedEvent, Label label, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        Label known = labels.get(label.transactionId());
        Label believed = LabelPrecedence.settle(known, label);
        if (believed.equals(known)) {
            return;
        }
        labels.put(label.transactionId(), believed);
        context.timerService()
                .registerEventTimeTimer(TransactionExpiry.nextSweepMs(label.knownAtMs(), context.getCurrentKey()));
        if (known != null && known.fraud() == believed.fraud()) {
            return;
        }
        SeenTransaction seenTransaction = transactions.get(label.transactionId());
        if (seenTransaction != null) {
            teach(enrichedEvent.about(seenTransaction.keys()), label, context, out);
        } else if (known == null) {
            keyedStateStore.noteWaiting(context.getCurrentKey(), label.knownAtMs(), context.timerService());
        }
    }

    /**
     * What is newer than the order stays, so that its repeats are still told. A memory sums up all payments: it stays
     * only where all of them are newer, as where an order is sent again that was carried out long ago.
     */
    private void erase(EnrichedEvent order, Context context, Collector<EnrichedEvent> out) throws Exception {
        String id = context.getCurrentKey();
        long erasedAtMs = order.keys().atMs();
        boolean paidBefore = any(transactions.values(), seenTransaction -> seenTransaction.atMs() <= erasedAtMs);
        boolean paidAfter = any(transactions.values(), seenTransaction -> seenTransaction.atMs() > erasedAtMs);
        boolean labelledBefore = any(labels.values(), label -> label.knownAtMs() <= erasedAtMs);
        if (paidAfter && !paidBefore && !labelledBefore) {
            keyedStateStore.eraseProfile(id, erasedAtMs);
        } else {
            keyedStateStore.erase(id, erasedAtMs, context.timerService());
            rebuild(id, erasedAtMs, context);
        }
        out.collect(order);
    }

    private static <V> boolean any(Iterable<V> values, Predicate<V> which) {
        for (V value : values) {
            if (which.test(value)) {
                return true;
            }
        }
        return false;
    }

    /** Notes again what is newer than the erasure, and when it is to be forgotten. */
    private void rebuild(String id, long erasedAtMs, Context context) throws Exception {
        Map<String, SeenTransaction> paid = TransactionExpiry.erase(transactions, SeenTransaction::atMs, erasedAtMs);
        Map<String, Label> labelled = TransactionExpiry.erase(labels, Label::knownAtMs, erasedAtMs);
        if (paid.isEmpty() && labelled.isEmpty()) {
            return;
        }
        KeyState memory = keyedStateStore.load(id, erasedAtMs);
        SeenTransactionFilter seenTransactionFilter = memory.openLedger();
        for (Map.Entry<String, SeenTransaction> each : paid.entrySet()) {
            seenTransactionFilter.add(each.getKey(), each.getValue().atMs());
            scheduleSweep(seenTransactionFilter, each.getValue().atMs(), context);
            keyedStateStore.store(id, memory, each.getValue().atMs(), context.timerService());
        }
        for (Map.Entry<String, Label> each : labelled.entrySet()) {
            long knownAtMs = each.getValue().knownAtMs();
            context.timerService().registerEventTimeTimer(TransactionExpiry.nextSweepMs(knownAtMs, id));
            if (!paid.containsKey(each.getKey())) {
                seenTransactionFilter.waits();
            }
            keyedStateStore.store(id, memory, knownAtMs, context.timerService());
        }
    }

    private void teach(EnrichedEvent news, Label label, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        if (Retention.teaches(label, news.keys())) {
            String id = context.getCurrentKey();
            keyedStateStore.applyLabel(
                    id, keyedStateStore.load(id, news.keys().atMs()), label, news.keys(), context.timerService());
        }
        out.collect(news);
    }
}
