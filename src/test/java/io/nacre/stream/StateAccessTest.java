package io.nacre.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Exploration;
import io.nacre.decision.control.AccountControls;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvents;
import io.nacre.stream.state.HotStateCache;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyStateSerializer;
import io.nacre.stream.state.KeyStateTest;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a transaction costs in state: counted, so that no busy machine can blur it. */
class StateAccessTest {

    private static final long T0 = Payments.START_MS;

    /** One more reading for each task: the first memory that is written tells whether state is objects or bytes. */
    private static final int WHERE_STATE_IS = 1;

    private final Map<String, Integer> accesses = new TreeMap<>();

    @ParameterizedTest
    @EnumSource(value = EntityType.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCOUNT")
    void everyHopReadsItsStateOnceAndWritesItOnce(EntityType entityType) throws Exception {
        int records = pay(new EnrichByKey(entityType), 3);

        assertThat(records).isOne();
        assertThat(accesses).isEqualTo(Map.of("memory.value", 3 + WHERE_STATE_IS, "memory.update", 3));
    }

    @Test
    void theAccountsHopAlsoWritesDownWhatALabelWillAskFor() throws Exception {
        int records = pay(new EnrichByKey(EntityType.ACCOUNT), 3);

        assertThat(records).as("memory, and the map of payments").isEqualTo(2);
        assertThat(accesses)
                .isEqualTo(Map.of("memory.value", 3 + WHERE_STATE_IS, "memory.update", 3, "transactions.put", 3));
    }

    @Test
    void aLabelWhoseTransactionNeverArrivedCostsNoLookUpAfterItsExpiry() throws Exception {
        EnrichByKey hop = new EnrichByKey(EntityType.ACCOUNT);
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(hop), (EnrichedEvent enrichedEvent) -> "acct", Types.STRING)) {
            harness.setup();
            hop.setRuntimeContext(counting(hop.getRuntimeContext()));
            harness.open();
            Label label = new Label("never", "acct", true, T0, Label.Source.CHARGEBACK);
            harness.processElement(new StreamRecord<>(EnrichedEvent.of(label, RecordOrigin.NONE), T0));

            Map<Integer, Boolean> lookUps = new TreeMap<>();
            for (int day = 1; day < 200; day += 20) {
                accesses.clear();
                long atMs = T0 + day * Millis.DAY_MS;
                EnrichedEvent payment =
                        EnrichedEvent.of(Payments.payment("t" + day, "acct", atMs), Facts.UNKNOWN, RecordOrigin.NONE);
                harness.processElement(new StreamRecord<>(payment, atMs));
                lookUps.put(day, accesses.containsKey("labels.get"));
                harness.processWatermark(atMs + 20 * Millis.DAY_MS - 1);
            }

            // The dispute time of 120 days, then the account's sweep within four weeks.
            assertThat(lookUps)
                    .containsEntry(101, true)
                    .containsEntry(161, false)
                    .containsEntry(181, false);
        }
    }

    @Test
    void whereStateIsBytesAKeyThatComesAgainIsNotReadAgain() throws Exception {
        EnrichByKey hop = new EnrichByKey(EntityType.COUNTERPARTY);
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(hop),
                (EnrichedEvent enrichedEvent) ->
                        requireNonNull(enrichedEvent.keys().counterpartyId()),
                Types.STRING)) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend());
            harness.setup();
            hop.setRuntimeContext(counting(hop.getRuntimeContext()));
            harness.open();
            int many = 1 + HotStateCache.MAX_BYTES / bytesOfOne();
            for (int i = 0; i < many; i++) {
                pay("friend-" + i, harness);
            }
            accesses.clear();

            pay("friend-" + (many - 1), harness);
            assertThat(accesses).as("the latest key").isEqualTo(Map.of("memory.update", 1));
            pay("friend-0", harness);
            assertThat(accesses).as("one long gone").isEqualTo(Map.of("memory.update", 2, "memory.value", 1));
        }
    }

    /** Without the day it is forgotten. */
    private static int bytesOfOne() throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(EntityType.COUNTERPARTY);
        KeyState memory = serializer.blank();
        memory.step(received("friend-0"), Facts.UNKNOWN, FeatureVector.blank());
        return KeyStateTest.write(serializer, memory).length;
    }

    private static Transaction received(String friend) {
        return Payments.to(friend, Payments.payment("t", "acct", T0));
    }

    private static void pay(
            String friend, KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> harness)
            throws Exception {
        EnrichedEvent enrichedEvent = EnrichedEvent.of(received(friend), Facts.UNKNOWN, RecordOrigin.NONE);
        harness.processElement(new StreamRecord<>(enrichedEvent, T0));
    }

    @Test
    void decideReadsAndWritesEachStateOnce() throws Exception {
        Decide decide = new Decide(AccountControls::new, null, Exploration.NONE, ExchangeRates.EUROS);
        try (var harness = DecideHarness.harness(decide)) {
            harness.setup();
            decide.setRuntimeContext(counting(decide.getRuntimeContext()));
            harness.open();
            for (int i = 0; i < 100; i++) {
                harness.processElement(new StreamRecord<>(approved(Payments.payment("t" + i, "acct", T0 + i)), T0 + i));
            }
        }

        assertThat(accesses).isEqualTo(Map.of("account.value", 100, "account.update", 1, "decided.put", 100));
    }

    private static ScoredEvent approved(Transaction payment) {
        return ScoredEvents.harmless(EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE));
    }

    @Test
    void anAccountIsRememberedInAFewKilobytes() throws Exception {
        KeyStateSerializer serializer = new KeyStateSerializer(EntityType.ACCOUNT);
        KeyState memory = serializer.blank();

        assertThat(bytesAfter(0, 100, memory, serializer)).isLessThan(4_000);
        assertThat(bytesAfter(100, 1_000, memory, serializer)).isLessThan(7_000);
        assertThat(bytesAfter(1_000, 20_000, memory, serializer)).isLessThan(8_000);
    }

    /** Payments 47 minutes apart, each at a merchant, from a device and an address of many. */
    private static int bytesAfter(int from, int to, KeyState memory, KeyStateSerializer serializer) throws Exception {
        for (int i = from; i < to; i++) {
            memory.step(Payments.varied(i, T0 + i * 47 * Millis.MINUTE_MS), Facts.UNKNOWN, FeatureVector.blank());
        }
        return KeyStateTest.write(serializer, memory).length;
    }

    /** How many values a checkpoint would then write of its one key. */
    private int pay(KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> hop, int payments) throws Exception {
        try (var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(hop), (EnrichedEvent enrichedEvent) -> "key", Types.STRING)) {
            harness.setup();
            hop.setRuntimeContext(counting(hop.getRuntimeContext()));
            harness.open();
            for (int i = 0; i < payments; i++) {
                Transaction payment = Payments.varied(i, T0 + i);
                harness.processElement(new StreamRecord<>(
                        EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE), payment.eventTimeMs()));
            }
            return harness.numKeyedStateEntries();
        }
    }

    private RuntimeContext counting(RuntimeContext context) {
        return counting(RuntimeContext.class, context, "");
    }

    /** The same object, with a note of every call upon a state it gave out. */
    private <T> T counting(Class<T> type, Object inner, String state) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            try {
                Object result = method.invoke(inner, args);
                if (!state.isEmpty()) {
                    accesses.merge(state + "." + method.getName(), 1, Integer::sum);
                } else if (result instanceof State given && args[0] instanceof StateDescriptor<?, ?> descriptor) {
                    return counting(method.getReturnType().asSubclass(State.class), given, descriptor.getName());
                }
                return result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
