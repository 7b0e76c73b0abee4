package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.training.history.Replay;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Serving and training see the same numbers: one stream of transactions and labels, both ways, bit for bit. */
@Tag("flink")
class ParityTest {

    @Test
    void replayRebuildsTheVectorsThatServingSaw() throws Exception {
        List<LabelledTransaction> history = Payments.labelled(2_000, 42);

        Map<String, FeatureVector> served = serve(history);

        assertThat(serve(withoutLifecycle(history), List.of(), true)).isNotEqualTo(served);
        assertThat(serve(withoutLifecycle(history), lifecycleInReverse(history), true))
                .isEqualTo(served);
        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        assertThat(served).hasSize(history.size());
        for (LabelledTransaction payment : history) {
            assertThat(replay.step(payment))
                    .isEqualTo(served.get(payment.transaction().id()));
        }
    }

    @Test
    void servesTheSameWhetherOrNotObjectsAreReusedBetweenOperators() throws Exception {
        List<LabelledTransaction> history = Payments.labelled(1_000, 43);

        assertThat(serve(history, true)).isEqualTo(serve(history, false));
    }

    @Test
    void bothForgetAKeyThatWasSilentForLong() throws Exception {
        List<LabelledTransaction> history = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            long atMs = Payments.START_MS + i * 50 * Millis.DAY_MS + (i >= 6 ? 100 * Millis.DAY_MS : 0);
            history.add(new LabelledTransaction(Payments.payment("t" + i, "acct", atMs), null, null));
        }

        Map<String, FeatureVector> served = serve(history);

        Replay replay = new Replay(transaction -> Facts.UNKNOWN, List.of());
        for (LabelledTransaction payment : history) {
            assertThat(replay.step(payment))
                    .isEqualTo(served.get(payment.transaction().id()));
        }
        int payments = Layers.featureNames().indexOf("history.payments");
        assertThat(served.get("t5").values()[payments]).isEqualTo((float) Math.log1p(5));
        assertThat(served.get("t6").values()[payments]).isZero();
    }

    private static Map<String, FeatureVector> serve(List<LabelledTransaction> history) throws Exception {
        return serve(history, true);
    }

    private static List<LabelledTransaction> withoutLifecycle(List<LabelledTransaction> history) {
        return history.stream()
                .map(each -> new LabelledTransaction(each.transaction(), each.label(), each.typology()))
                .toList();
    }

    /** The transactions in reverse; each one's events in their order, since the first of two with one id counts. */
    private static List<EnrichedEvent> lifecycleInReverse(List<LabelledTransaction> history) {
        List<EnrichedEvent> events = new ArrayList<>();
        for (int i = history.size() - 1; i >= 0; i--) {
            for (LifecycleEvent event : history.get(i).lifecycle()) {
                events.add(EnrichedEvent.of(event, RecordOrigin.NONE));
            }
        }
        return events;
    }

    private static Map<String, FeatureVector> serve(List<LabelledTransaction> history, boolean objectReuse)
            throws Exception {
        return serve(history, List.of(), objectReuse);
    }

    /**
     * Labels come last first, all before the first transaction: the order of topics must not matter.
     *
     * @param first come before everything else
     */
    private static Map<String, FeatureVector> serve(
            List<LabelledTransaction> history, List<EnrichedEvent> first, boolean objectReuse) throws Exception {
        List<EnrichedEvent> elements = new ArrayList<>(first);
        for (LabelledTransaction payment : history) {
            if (payment.label() != null) {
                elements.add(0, EnrichedEvent.of(payment.label(), RecordOrigin.NONE));
            }
        }
        PriorityQueue<LifecycleEvent> lifecycle =
                new PriorityQueue<>(Comparator.comparingLong(LifecycleEvent::occurredAtMs));
        history.forEach(payment -> lifecycle.addAll(payment.lifecycle()));
        for (LabelledTransaction payment : history) {
            while (!lifecycle.isEmpty()
                    && lifecycle.peek().occurredAtMs() <= payment.transaction().eventTimeMs()) {
                elements.add(EnrichedEvent.of(lifecycle.remove(), RecordOrigin.NONE));
            }
            TransactionEvent enrichedEvent = EnrichedEvent.of(payment.transaction(), Facts.UNKNOWN, RecordOrigin.NONE);
            EnrichedEvent toPayee = enrichedEvent.incomingPayment();
            elements.add(enrichedEvent);
            if (toPayee != null) {
                elements.add(toPayee);
            }
        }
        StreamExecutionEnvironment env = TopologyTest.strictEnvironment();
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        } else {
            env.getConfig().disableObjectReuse();
        }
        DataStream<EnrichedEvent> source = env.fromData(elements, EventTypeInfo.ENRICHED)
                .uid("history")
                .assignTimestampsAndWatermarks(EventTime.ofTransactions())
                .uid("event-time");
        DataStream<EnrichedEvent> enriched = EnrichmentChain.over(source)
                .per(EntityType.ACCOUNT)
                .per(EntityType.DEVICE)
                .per(EntityType.IP)
                .per(EntityType.SUBNET)
                .per(EntityType.COUNTERPARTY)
                .per(EntityType.MERCHANT)
                .enriched();
        Map<String, FeatureVector> served = new HashMap<>();
        try (var results = enriched.executeAndCollect()) {
            results.forEachRemaining(each -> {
                if (each instanceof TransactionEvent event) {
                    served.put(event.transaction().id(), event.vector());
                }
            });
        }
        return served;
    }
}
