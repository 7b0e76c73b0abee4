package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.Exploration;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.LabelEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.stream.event.AutoFreezeRequest;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvents;
import io.nacre.stream.event.WithOrigin;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever an operator keeps of payments, a year of silence later it keeps nothing, and no timer either. */
class StateEndsTest {

    private static final long T0 = Payments.START_MS;
    private static final int KEYS = 300;
    private static final long YEAR_LATER = T0 + 366 * Millis.DAY_MS;

    @ParameterizedTest
    @EnumSource(value = EntityType.class, mode = EnumSource.Mode.EXCLUDE, names = "ACCOUNT")
    void ofEveryHop(EntityType entityType) throws Exception {
        try (var hop = new KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent>(
                new KeyedProcessOperator<>(new EnrichByKey(entityType)),
                each -> entityType.of(each.keys()),
                Types.STRING)) {
            hop.setup(EventTypeInfo.ENRICHED.createSerializer(new SerializerConfigImpl()));
            hop.open();
            for (int i = 0; i < KEYS; i++) {
                Transaction payment = Payments.varied(i, T0 + i);
                TransactionEvent enrichedEvent = EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE);
                hop.processElement(new StreamRecord<>(enrichedEvent, payment.eventTimeMs()));
                hop.processElement(
                        new StreamRecord<>(label(payment).about(EntityKeys.of(payment)), payment.eventTimeMs()));
            }
            assertThat(hop.numKeyedStateEntries()).isPositive();

            hop.processWatermark(new Watermark(YEAR_LATER));

            assertThat(hop.numKeyedStateEntries()).isZero();
            assertThat(hop.numEventTimeTimers()).isZero();
        }
    }

    /** Payments, word of payments, labels that find theirs and labels that wait in vain. */
    @Test
    void ofTheAccountsHop() throws Exception {
        try (var hop = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EnrichByKey(EntityType.ACCOUNT)),
                (EnrichedEvent each) -> each.keys().accountId(),
                Types.STRING)) {
            hop.setup(EventTypeInfo.ENRICHED.createSerializer(new SerializerConfigImpl()));
            hop.open();
            for (int i = 0; i < KEYS; i++) {
                Transaction payment = Payments.varied(i, T0 + i * Millis.MINUTE_MS);
                TransactionEvent enrichedEvent = EnrichedEvent.of(payment, Facts.UNKNOWN, RecordOrigin.NONE);
                hop.processElement(new StreamRecord<>(enrichedEvent, payment.eventTimeMs()));
                EnrichedEvent word = enrichedEvent.incomingPayment();
                if (word != null) {
                    hop.processElement(new StreamRecord<>(word, payment.eventTimeMs()));
                }
                hop.processElement(new StreamRecord<>(
                        label(Payments.varied(2 * i, payment.eventTimeMs())), payment.eventTimeMs()));
            }
            assertThat(hop.numKeyedStateEntries()).isPositive();

            hop.processWatermark(new Watermark(YEAR_LATER));

            assertThat(hop.numKeyedStateEntries()).isZero();
            assertThat(hop.numEventTimeTimers()).isZero();
        }
    }

    @Test
    void ofTheGuard() throws Exception {
        Decide operator = new Decide(
                AccountControls::new, new AutoFreezePolicy(0.9, 1_000, 5, 0.1), Exploration.NONE, ExchangeRates.EUROS);
        try (var harness = DecideHarness.harness(operator)) {
            harness.open();
            for (int i = 0; i < KEYS; i++) {
                TransactionEvent payment =
                        EnrichedEvent.of(Payments.varied(i, T0 + i), Facts.UNKNOWN, RecordOrigin.NONE);
                harness.processElement(new StreamRecord<>(scored(payment, i % 3 - 1.0), T0 + i));
            }
            var backend = (HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend();
            assertThat(backend.numKeyValueStateEntries()).isPositive();

            harness.processWatermark(new Watermark(YEAR_LATER));
            harness.processBroadcastWatermark(new Watermark(YEAR_LATER));

            assertThat(backend.numKeyValueStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(SharedEntity.class)
    void ofWhatManyAccountsHaveInCommon(SharedEntity sharedEntity) throws Exception {
        try (var gather = new IncidentHarness<>(
                new CorrelateIncidents(sharedEntity, ExchangeRates.EUROS),
                each -> CorrelateIncidents.keyOf(each, sharedEntity),
                EventTypeInfo.INCIDENT,
                null)) {
            for (int i = 0; i < KEYS; i++) {
                Alert alert = new Samples(i).ownAlert();
                RelatedEntities relatedEntities = RelatedEntities.of(Payments.varied(i, T0), Facts.UNKNOWN);
                gather.say(IncidentEvent.of(alert, relatedEntities), alert.updatedAtMs());
            }
            assertThat(gather.entries()).isPositive();

            gather.time(Long.MAX_VALUE - 1);

            assertThat(gather.entries()).isZero();
            assertThat(gather.timers()).isZero();
        }
    }

    @Test
    void ofTheHolds() throws Exception {
        try (var hold = new KeyedOneInputStreamOperatorTestHarness<Byte, AutoFreezeRequest, WithOrigin<AccountAction>>(
                new KeyedProcessOperator<>(new LimitAutoFreezes(new AutoFreezePolicy(0.9, 1_000, 20, 0.1))),
                call -> (byte) 0,
                Types.BYTE)) {
            hold.open();
            for (int i = 0; i < KEYS; i++) {
                AccountAction action = new AccountAction(
                        "acct-" + i, AccountAction.Type.FREEZE, i + 1, "nacre", "score 0.99", T0 + i, T0 + 1_000_000);
                hold.processElement(new StreamRecord<>(
                        new AutoFreezeRequest(action, List.of("DEVICE d"), 100_000, RecordOrigin.NONE), T0 + i));
            }
            assertThat(hold.numKeyedStateEntries()).isOne();

            hold.processWatermark(new Watermark(T0 + 3 * Millis.HOUR_MS));

            assertThat(hold.numKeyedStateEntries()).isZero();
            assertThat(hold.numEventTimeTimers()).isZero();
        }
    }

    private static LabelEvent label(Transaction payment) {
        return EnrichedEvent.of(
                new Label(payment.id(), payment.accountId(), true, payment.eventTimeMs() + 5, Label.Source.CHARGEBACK),
                RecordOrigin.NONE);
    }

    private static ScoredEvent scored(TransactionEvent payment, double logit) {
        return ScoredEvents.scored(payment, new Trail(new double[] {-3, logit}), null, new Thresholds(0.5, 0.7));
    }
}
