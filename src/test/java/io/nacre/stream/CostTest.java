package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.feature.UsualValues;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.EnrichedEventSerializer;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyStateSerializer;
import io.nacre.stream.state.KeyStateTest;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What a transaction costs in allocated, sent and stored bytes: the same on every machine, however busy. */
class CostTest {

    private static final long T0 = Payments.START_MS;
    private static final int WARM_UP = 30_000;
    private static final int MEASURED = 10_000;

    private final Map<EntityType, Map<String, KeyState>> memories = new HashMap<>();
    private final Map<EntityType, List<FeatureGroup<?>>> groups = new HashMap<>();

    CostTest() {
        for (EntityType entityType : EntityType.values()) {
            memories.put(entityType, new HashMap<>());
            groups.put(entityType, Layers.featureGroups(entityType));
        }
    }

    @Test
    void beyondItsVectorATransactionAllocatesUnderAKilobyteInAllLayers() {
        List<Transaction> payments = new ArrayList<>();
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            payments.add(Payments.varied(i, T0 + i * 5 * Millis.MINUTE_MS));
        }
        FeatureVector vector = FeatureVector.blank();
        for (int i = 0; i < WARM_UP; i++) {
            step(payments.get(i), vector);
        }

        long before = allocated();
        for (int i = WARM_UP; i < WARM_UP + MEASURED; i++) {
            step(payments.get(i), vector);
        }

        assertThat((allocated() - before) / MEASURED).isLessThan(1_000);
    }

    @Test
    void theHopsSendATransactionInAFewKilobytesAndStoreItInAFewMore() throws Exception {
        EnrichedEventSerializer edge = new EnrichedEventSerializer();
        long sent = 0;
        long stored = 0;
        for (int i = 0; i < 20_000; i++) {
            Transaction payment = Payments.varied(i, T0 + i * 5 * Millis.MINUTE_MS);
            TransactionEvent enrichedEvent = EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE);
            boolean counts = i >= 19_000;
            for (EntityType entityType : EntityType.values()) {
                DataOutputSerializer bytes = new DataOutputSerializer(1024);
                edge.serialize(enrichedEvent, bytes);
                sent += counts ? bytes.length() : 0;
                enrichedEvent = (TransactionEvent) edge.deserialize(new DataInputDeserializer(bytes.getCopyOfBuffer()));
                KeyState memory = memory(entityType, enrichedEvent.keys());
                memory.step(payment, enrichedEvent.facts(), enrichedEvent.vector());
                stored += counts ? KeyStateTest.write(new KeyStateSerializer(entityType), memory).length : 0;
            }
        }

        assertThat(sent / 1_000).isLessThan(3_000);
        assertThat(stored / 1_000).isLessThan(13_000);
    }

    @Test
    void aHopBehindTheAccountsTakesATransactionApartAndTogetherInUnderTwoKilobytes() throws Exception {
        EnrichedEventSerializer edge = new EnrichedEventSerializer();
        TransactionEvent full = EnrichedEvent.of(Payments.varied(7, T0), Facts.UNKNOWN, RecordOrigin.NONE);
        for (int i = 0; i < full.vector().width(); i++) {
            full.vector().values()[i] = i % 3;
        }
        DataOutputSerializer bytes = new DataOutputSerializer(4096);
        DataInputDeserializer in = new DataInputDeserializer();
        edge.serialize(full.withAmountFlag(), bytes);
        long before = 0;
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            before = i == WARM_UP ? allocated() : before;
            in.setBuffer(bytes.getSharedBuffer(), 0, bytes.length());
            EnrichedEvent met = edge.deserialize(in);
            bytes.clear();
            edge.serialize(met, bytes);
        }

        assertThat((allocated() - before) / MEASURED).isLessThan(1_900);
    }

    /** No more than the facts themselves, which hold the profile as well. */
    @Test
    void whatIsUsualCostsNothingWhereAPaymentBringsNothingNew() {
        FeatureVector vector = FeatureVector.blank();
        Transaction payment = Payments.varied(7, T0);
        for (int i = 0; i < WARM_UP; i++) {
            step(Payments.varied(i, T0 + i * Millis.MINUTE_MS), vector);
        }
        KeyState memory = memory(EntityType.ACCOUNT, EntityKeys.of(payment));
        long before = 0;
        for (int i = 0; i < WARM_UP + MEASURED; i++) {
            before = i == WARM_UP ? allocated() : before;
            assertSameUsual(memory.withAccountFacts(payment, Facts.UNKNOWN));
        }

        assertThat((allocated() - before) / MEASURED).isLessThan(64);
    }

    private static void assertSameUsual(Facts facts) {
        if (facts.usual() != UsualValues.NONE) {
            throw new AssertionError("nothing is new, and " + facts.usual() + " was looked up");
        }
    }

    private void step(Transaction payment, FeatureVector vector) {
        EntityKeys entityKeys = EntityKeys.of(payment);
        for (EntityType entityType : EntityType.values()) {
            memory(entityType, entityKeys).step(payment, Facts.UNKNOWN, vector);
        }
    }

    private KeyState memory(EntityType entityType, EntityKeys entityKeys) {
        String owner = entityType.of(entityKeys);
        KeyState known = memories.get(entityType).get(owner);
        if (known == null) {
            known = new KeyState(groups.get(entityType));
            memories.get(entityType).put(owner, known);
        }
        return known;
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
