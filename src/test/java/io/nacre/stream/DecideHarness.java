package io.nacre.stream;

import io.nacre.decision.Decision;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.control.ListEntry.Change;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.decision.incident.Alert;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.payment.Channel;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvents;
import io.nacre.stream.state.AccountControlState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** {@link Decide} alone, as one subtask, with the events of one account. */
abstract class DecideHarness {

    static final long T0 = Payments.START_MS;

    static final AutoFreezePolicy AUTO_FREEZES = new AutoFreezePolicy(0.98, 3_600_000, 5, 0.1);

    KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> harness;

    @BeforeEach
    final void start() throws Exception {
        harness = harness();
        harness.open();
    }

    @AfterEach
    final void stop() throws Exception {
        harness.close();
    }

    static KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> harness(
            Decide operator) throws Exception {
        return new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(
                        operator, List.of(AccountControlState.STATUSES, AccountControlState.ENTRIES)),
                ScoredEvent::accountId,
                Types.STRING,
                1,
                1,
                0);
    }

    static KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> harness()
            throws Exception {
        return harness(AccountControls::new);
    }

    static KeyedBroadcastOperatorTestHarness<String, ScoredEvent, AccountControlEvent, Decision> harness(
            AccountControlBootstrap bootstrap) throws Exception {
        return harness(new Decide(bootstrap, AUTO_FREEZES, Exploration.NONE, ExchangeRates.EUROS));
    }

    TransactionEvent pay(String id, double score, long atMs) throws Exception {
        return pay(id, score, null, atMs);
    }

    TransactionEvent pay(String id, double score, @Nullable Anomaly anomaly, long atMs) throws Exception {
        return pay(Payments.payment(id, "acct", atMs), score, anomaly, atMs);
    }

    void payBy(String account, String id, double score, long atMs) throws Exception {
        pay(Payments.payment(id, account, atMs), score, null, atMs);
    }

    private TransactionEvent pay(Transaction transaction, double score, @Nullable Anomaly anomaly, long atMs)
            throws Exception {
        TransactionEvent enrichedEvent =
                EnrichedEvent.of(transaction, Facts.UNKNOWN, new RecordOrigin("payments", 0, 7, atMs));
        send(ScoredEvents.scored(enrichedEvent, score, anomaly));
        return enrichedEvent;
    }

    static ScoredEvent scored(TransactionEvent payment, double score) {
        return ScoredEvents.scored(payment, score, null);
    }

    void label(String id, long atMs, boolean fraud) throws Exception {
        Label label = new Label(id, "acct", fraud, atMs + 5, Label.Source.VERDICT);
        EnrichedEvent labelEvent =
                EnrichedEvent.of(label, RecordOrigin.NONE).about(EntityKeys.of(Payments.payment(id, "acct", atMs)));
        send(ScoredEvent.unscored(labelEvent));
    }

    void apply(AccountAction.Type type, long version, Long untilMs) throws Exception {
        apply(action(type, version, untilMs));
    }

    void apply(AccountAction action) throws Exception {
        harness.processBroadcastElement(new StreamRecord<>(AccountControlEvent.of(action), T0));
    }

    static AccountAction freezeOf(String accountId, Scope scope, long version) {
        return new AccountAction(
                accountId,
                AccountAction.Type.FREEZE,
                scope,
                version,
                ActorType.PERSON,
                "ann",
                "looks stolen",
                T0,
                null);
    }

    /** A payment that hardly any score suspects, to another account. */
    void payTo(String payee, String id, long atMs) throws Exception {
        Transaction plain = Payments.payment(id, "acct", atMs);
        Transaction transfer = new Transaction(
                id,
                atMs,
                "acct",
                null,
                plain.amount(),
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                payee,
                null,
                null,
                Map.of());
        TransactionEvent enrichedEvent = EnrichedEvent.of(transfer, Facts.UNKNOWN, RecordOrigin.NONE);
        send(ScoredEvents.harmless(enrichedEvent));
    }

    void addToList(ListType addToList, Subject subject, String value, long version) throws Exception {
        ListEntry entry =
                new ListEntry(addToList, subject, value, Change.ADD, version, "ann", "seen in fraud", T0, T0 + 100);
        harness.processBroadcastElement(new StreamRecord<>(AccountControlEvent.of(entry), T0));
    }

    static AccountAction action(AccountAction.Type type, long version, @Nullable Long untilMs) {
        return new AccountAction("acct", type, version, "ann", "looks stolen", T0, untilMs);
    }

    void send(ScoredEvent scoredEvent) throws Exception {
        harness.processElement(new StreamRecord<>(scoredEvent, scoredEvent.atMs()));
    }

    void watermark(long atMs) throws Exception {
        harness.processWatermark(new Watermark(atMs));
        harness.processBroadcastWatermark(new Watermark(atMs));
    }

    /** The number of entries in keyed state. */
    int entries() {
        AbstractStreamOperator<?> operator = (AbstractStreamOperator<?>) harness.getOperator();
        return ((HeapKeyedStateBackend<?>) operator.getKeyedStateBackend()).numKeyValueStateEntries();
    }

    /** The accounts with a status in broadcast state. */
    List<String> statuses() throws Exception {
        return keys(AccountControlState.STATUSES);
    }

    /** The keys of the list entries in broadcast state. */
    List<String> listed() throws Exception {
        return keys(AccountControlState.ENTRIES);
    }

    private <V> List<String> keys(MapStateDescriptor<String, V> state) throws Exception {
        List<String> keys = new ArrayList<>();
        harness.getBroadcastState(state).immutableEntries().forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    List<Decision> decisions() {
        return harness.extractOutputValues();
    }

    List<AutoFreezeRequest> autoFreezeRequests() {
        return side(harness.getSideOutput(Decide.AUTO_FREEZES));
    }

    List<Alert> alerts() {
        return side(harness.getSideOutput(Decide.ALERTS)).stream()
                .filter(AlertEvent.class::isInstance)
                .map(event -> ((AlertEvent) event).alert())
                .toList();
    }

    static <T> List<T> side(java.util.Queue<StreamRecord<T>> records) {
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }
}
