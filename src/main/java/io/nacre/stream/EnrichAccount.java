package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.LabelPrecedence;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Retention;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
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

    private transient Memories memories;
    private transient MapState<String, Met> transactions;
    private transient MapState<String, Label> labels;
    private transient Counter repeats;
    private transient Counter conflicts;
    private transient Counter late;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    EnrichAccount() {}

    @Override
    public void open(OpenContext context) {
        memories = Memories.of(EntityType.ACCOUNT, getRuntimeContext());
        transactions = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("transactions", StringSerializer.INSTANCE, new KeysSerializer()));
        labels = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("labels", Types.STRING, TypeInformation.of(Label.class)));
        MetricGroup nacre = getRuntimeContext().getMetricGroup().addGroup("nacre");
        repeats = nacre.counter("repeats");
        conflicts = nacre.counter("id-conflicts");
        late = nacre.counter("late");
    }

    @Override
    public void processElement(EnrichedEvent enrichedEvent, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        switch (enrichedEvent.kind()) {
            case TRANSACTION -> pay(enrichedEvent, requireNonNull(enrichedEvent.transaction()), context, out);
            case LABEL -> learn(enrichedEvent, requireNonNull(enrichedEvent.label()), context, out);
            case PROFILE -> memories.know(context.getCurrentKey(), requireNonNull(enrichedEvent.profile()));
            case RECEIPT ->
                memories.receive(
                        context.getCurrentKey(), requireNonNull(enrichedEvent.receipt()), context.timerService());
            case REPEAT, CONFLICT -> out.collect(enrichedEvent);
            case ERASURE -> erase(enrichedEvent, context, out);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EnrichedEvent> out) throws Exception {
        memories.onTimer(context.getCurrentKey(), timestamp, context.timerService());
        Forgetting.forget(transactions, Met::atMs, timestamp, context.getCurrentKey());
        Forgetting.forget(labels, Label::knownAtMs, timestamp, context.getCurrentKey());
    }

    private void pay(
            EnrichedEvent enrichedEvent, Transaction transaction, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        String id = transaction.id();
        KeyMemory memory = memories.recall(transaction.accountId(), transaction.atMs());
        Ledger ledger = memory.openLedger();
        Met met = ledger.mayHaveMet(id) ? transactions.get(id) : null;
        if (met != null) {
            out.collect(again(enrichedEvent, met.conflicts(transaction)));
            return;
        }
        if (transaction.atMs() <= context.timerService().currentWatermark()) {
            late.inc();
        }
        Label label = ledger.anyWaits() ? labels.get(id) : null;
        if (label != null) {
            ledger.waitsNoMore();
        }
        ledger.meet(id, transaction.atMs());
        walk(ledger, transaction.atMs(), context);
        EnrichedEvent known = enrichedEvent.with(memory.known(transaction, enrichedEvent.facts()));
        memories.step(transaction.accountId(), memory, transaction, known, context.timerService());
        EnrichedEvent judged = known.withAmountFlag();
        transactions.put(id, new Met(judged.keys(), Terms.of(transaction)));
        out.collect(judged);
        if (label != null) {
            teach(EnrichedEvent.of(label, enrichedEvent.origin()).about(judged.keys()), label, context, out);
        }
    }

    private EnrichedEvent again(EnrichedEvent enrichedEvent, boolean conflicting) {
        (conflicting ? conflicts : repeats).inc();
        return conflicting ? enrichedEvent.conflicting() : enrichedEvent.repeated();
    }

    /** Sets a timer only for a walk that none is set for: one in four weeks, not one for each payment. */
    private static void walk(Ledger ledger, long atMs, Context context) {
        long walkMs = Forgetting.walkMs(atMs, context.getCurrentKey());
        if (ledger.walksLater(walkMs)) {
            context.timerService().registerEventTimeTimer(walkMs);
        }
    }

    /**
     * A label may arrive before its transaction does, for topics keep no common order: then it waits. Which of several
     * is believed, {@link LabelPrecedence} says; what says nothing new is not learned twice.
     */
    private void learn(EnrichedEvent enrichedEvent, Label label, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        Label known = labels.get(label.transactionId());
        Label believed = LabelPrecedence.settle(known, label);
        if (believed.equals(known)) {
            return;
        }
        labels.put(label.transactionId(), believed);
        context.timerService().registerEventTimeTimer(Forgetting.walkMs(label.knownAtMs(), context.getCurrentKey()));
        if (known != null && known.fraud() == believed.fraud()) {
            return;
        }
        Met met = transactions.get(label.transactionId());
        if (met != null) {
            teach(enrichedEvent.about(met.keys()), label, context, out);
        } else if (known == null) {
            memories.noteWaiting(context.getCurrentKey(), label.knownAtMs(), context.timerService());
        }
    }

    /**
     * What is newer than the order stays, so that its repeats are still told. A memory sums up all payments: it stays
     * only where all of them are newer, as where an order is sent again that was carried out long ago.
     */
    private void erase(EnrichedEvent order, Context context, Collector<EnrichedEvent> out) throws Exception {
        String id = context.getCurrentKey();
        long erasedAtMs = order.keys().atMs();
        boolean paidBefore = any(transactions.values(), met -> met.atMs() <= erasedAtMs);
        boolean paidAfter = any(transactions.values(), met -> met.atMs() > erasedAtMs);
        boolean labelledBefore = any(labels.values(), label -> label.knownAtMs() <= erasedAtMs);
        if (paidAfter && !paidBefore && !labelledBefore) {
            memories.eraseProfile(id, erasedAtMs);
        } else {
            memories.erase(id, erasedAtMs, context.timerService());
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
        Map<String, Met> paid = Forgetting.erase(transactions, Met::atMs, erasedAtMs);
        Map<String, Label> labelled = Forgetting.erase(labels, Label::knownAtMs, erasedAtMs);
        if (paid.isEmpty() && labelled.isEmpty()) {
            return;
        }
        KeyMemory memory = memories.recall(id, erasedAtMs);
        Ledger ledger = memory.openLedger();
        for (Map.Entry<String, Met> each : paid.entrySet()) {
            ledger.meet(each.getKey(), each.getValue().atMs());
            walk(ledger, each.getValue().atMs(), context);
            memories.keep(id, memory, each.getValue().atMs(), context.timerService());
        }
        for (Map.Entry<String, Label> each : labelled.entrySet()) {
            long knownAtMs = each.getValue().knownAtMs();
            context.timerService().registerEventTimeTimer(Forgetting.walkMs(knownAtMs, id));
            if (!paid.containsKey(each.getKey())) {
                ledger.waits();
            }
            memories.keep(id, memory, knownAtMs, context.timerService());
        }
    }

    private void teach(EnrichedEvent news, Label label, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        if (Retention.teaches(label, news.keys())) {
            String id = context.getCurrentKey();
            memories.learn(id, memories.recall(id, news.keys().atMs()), label, news.keys(), context.timerService());
        }
        out.collect(news);
    }
}
