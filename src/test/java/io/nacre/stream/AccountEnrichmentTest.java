package io.nacre.stream;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.EnrichedEvent.LifecycleEffectEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.Retention;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.LifecycleEvent;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import io.nacre.reference.IpFacts;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.TransactionCodec;
import io.nacre.training.history.Replay;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountEnrichmentTest {

    private static final long T0 = Payments.START_MS;

    private KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> account;

    @BeforeEach
    void start() throws Exception {
        account = harness();
        account.open();
    }

    @AfterEach
    void stop() throws Exception {
        account.close();
    }

    @Test
    void marksARepeatedIdAndRemembersItOnce() throws Exception {
        send(payment("a", T0));
        send(payment("a", T0));
        send(payment("b", T0 + 1));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.TRANSACTION, Kind.DUPLICATE, Kind.TRANSACTION);
        assertThat(named(out().get(2), "history.payments")).isEqualTo((float) Math.log1p(1));
    }

    @Test
    void distinguishesAnIdConflictFromADuplicate() throws Exception {
        Transaction first = Payments.payment("a", "acct", T0);
        send(payment("a", T0));
        send(EnrichedEvent.of(Payments.by("another agent", first), Facts.UNKNOWN, RecordOrigin.NONE));
        send(payment("a", T0 + Millis.HOUR_MS));
        send(EnrichedEvent.of(Payments.with("another card", first), Facts.UNKNOWN, RecordOrigin.NONE));
        send(EnrichedEvent.of(Payments.to("another receiver", first), Facts.UNKNOWN, RecordOrigin.NONE));
        send(payment("a", T0));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(
                        Kind.TRANSACTION, Kind.DUPLICATE, Kind.DUPLICATE, Kind.CONFLICT, Kind.CONFLICT, Kind.DUPLICATE);
    }

    @Test
    void distinguishesThemAfterARestore() throws Exception {
        send(payment("a", T0));
        OperatorSubtaskState snapshot = account.snapshot(1, 1);
        account.close();

        account = harness();
        account.initializeState(snapshot);
        account.open();
        send(EnrichedEvent.of(
                Payments.with("another card", Payments.payment("a", "acct", T0)), Facts.UNKNOWN, RecordOrigin.NONE));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.CONFLICT);
    }

    @Test
    void detectsEveryDuplicateWithinTheDisputePeriod() throws Exception {
        for (int i = 0; i < 300; i++) {
            send(payment("tx-" + i, T0 + i * Millis.HOUR_MS));
        }
        send(payment("late", T0 + Retention.DISPUTE_MS - Millis.DAY_MS));
        for (int i = 0; i < 300; i++) {
            send(payment("tx-" + i, T0 + i * Millis.HOUR_MS));
        }

        assertThat(out().subList(0, 301)).extracting(EnrichedEvent::kind).containsOnly(Kind.TRANSACTION);
        assertThat(out().subList(301, 601)).extracting(EnrichedEvent::kind).containsOnly(Kind.DUPLICATE);
    }

    @Test
    void whoeverPassesOnWhatItWasPaidIsSeen() throws Exception {
        send(receipt("in", T0));
        send(receipt("in", T0));
        assertThat(out()).isEmpty();

        send(payment("a", T0 + Millis.HOUR_MS));

        assertThat(named(out().get(0), "counterparty.received_24h")).isEqualTo((float) Math.log1p(1));
        assertThat(named(out().get(0), "counterparty.passed_on")).isZero();
        assertThat(named(out().get(0), "counterparty.passed_on?")).isOne();
        assertThat(named(out().get(0), "history.payments")).isZero();
    }

    @Test
    void anAccountThatWasOnlyPaidIsSoonForgotten() throws Exception {
        send(receipt("in", T0));
        assertThat(account.numKeyedStateEntries()).isPositive();

        account.processWatermark(Retention.receivedUntilMs(T0));

        assertThat(account.numKeyedStateEntries()).isZero();
    }

    @Test
    void anErasedAccountLeavesNothingNotEvenATimer() throws Exception {
        account.processWatermark(T0);
        send(payment("a", T0));
        send(label("a", true));
        send(label("to come", true));
        send(receipt("in", T0));
        assertThat(account.numEventTimeTimers()).isPositive();

        send(EnrichedEvent.erasure("acct", T0 + Millis.HOUR_MS, RecordOrigin.NONE));

        assertThat(account.numKeyedStateEntries()).isZero();
        assertThat(account.numEventTimeTimers()).isZero();
        assertThat(out().get(out().size() - 1).kind()).isEqualTo(Kind.ERASURE);
    }

    @Test
    void anErasureForgetsWhatIsNotNewer() throws Exception {
        send(profile(T0 + 2 * Millis.HOUR_MS, 700));
        send(payment("a", T0));
        send(payment("b", T0 + 2 * Millis.HOUR_MS));
        send(label("to come", true));
        send(EnrichedEvent.erasure("acct", T0 + Millis.HOUR_MS, RecordOrigin.NONE));
        account.getOutput().clear();

        send(payment("b", T0 + 2 * Millis.HOUR_MS));
        send(payment("a", T0));
        send(payment("to come", T0));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.DUPLICATE, Kind.TRANSACTION, Kind.TRANSACTION);
        assertThat(transaction(1).facts().profile()).isNotNull();
        assertThat(named(out().get(1), "history.payments")).isZero();
        account.processWatermark(T0 + 400 * Millis.DAY_MS);
        account.processWatermark(T0 + 800 * Millis.DAY_MS);
        assertThat(account.numEventTimeTimers()).isZero();
    }

    @Test
    void anErasureThatIsSentAgainForgetsNothing() throws Exception {
        send(payment("a", T0));
        send(label("a", true));
        send(EnrichedEvent.erasure("acct", T0 - 1, RecordOrigin.NONE));
        account.getOutput().clear();

        send(payment("a", T0));
        send(payment("b", T0 + Millis.HOUR_MS));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.DUPLICATE, Kind.TRANSACTION);
        assertThat(named(out().get(1), "history.payments")).isPositive();
    }

    @Test
    void findsTheKeysOfTheTransactionForALabel() throws Exception {
        send(payment("a", T0));
        send(label("a", true));

        EnrichedEvent news = out().get(1);
        assertThat(news.kind()).isEqualTo(Kind.LABEL);
        assertThat(news.keys().merchantId()).isEqualTo("mer-1");
        assertThat(news.keys().deviceId()).isEqualTo("dev-1");
    }

    @Test
    void letsALabelWaitForItsTransaction() throws Exception {
        send(label("a", true));
        assertThat(out()).isEmpty();

        send(payment("a", T0));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.TRANSACTION, Kind.LABEL);
        assertThat(out().get(1).keys().merchantId()).isEqualTo("mer-1");
    }

    @Test
    void aLabelThatWaitsIsFoundAfterARestore() throws Exception {
        send(payment("a", T0));
        send(label("b", true));
        OperatorSubtaskState snapshot = account.snapshot(1, 1);
        account.close();

        account = harness();
        account.initializeState(snapshot);
        account.open();
        send(payment("b", T0 + 1));
        send(payment("c", T0 + 2));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.TRANSACTION, Kind.LABEL, Kind.TRANSACTION);
    }

    @Test
    void learnsTheSameFraudOnlyOnce() throws Exception {
        send(payment("a", T0));
        send(label("a", true));
        send(label("a", true));
        send(payment("b", T0 + Millis.DAY_MS));

        assertThat(named(out().get(2), "history.frauds_30d")).isEqualTo((float) Math.log1p(1));
    }

    @Test
    void aVerdictDoesNotUnsayAChargeback() throws Exception {
        send(payment("a", T0));
        send(EnrichedEvent.of(new Label("a", "acct", true, T0 + 5, Label.Source.CHARGEBACK), RecordOrigin.NONE));
        send(EnrichedEvent.of(new Label("a", "acct", false, T0 + 9, Label.Source.VERDICT), RecordOrigin.NONE));
        send(EnrichedEvent.of(new Label("a", "acct", true, T0 + 3, Label.Source.CHARGEBACK), RecordOrigin.NONE));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.TRANSACTION, Kind.LABEL);
    }

    @Test
    void appliesALifecycleEventOnceAndSendsItsEffectToTheOtherKeys() throws Exception {
        send(payment("a", T0));
        send(declined("a", "e1", T0 + 1));
        send(declined("a", "e1", T0 + 1));
        send(payment("b", T0 + Millis.HOUR_MS / 2));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.TRANSACTION, Kind.LIFECYCLE_EFFECT, Kind.TRANSACTION);
        assertThat(out().get(1).keys()).isEqualTo(out().get(0).keys());
        LifecycleEffect effect = ((LifecycleEffectEvent) out().get(1)).effect();
        assertThat(effect.worthBefore()).isPositive();
        assertThat(effect.worthAfter()).isZero();
        assertThat(named(out().get(2), "lifecycle.declines_1h")).isEqualTo((float) Math.log1p(1));
        assertThat(named(out().get(2), "amount.sum_24h")).isZero();
        assertThat(named(out().get(2), "amount.count_24h")).isEqualTo((float) Math.log1p(1));
    }

    @Test
    void letsLifecycleEventsWaitForTheirTransactionAlsoOverARestore() throws Exception {
        send(declined("a", "e2", T0 + 2));
        send(declined("a", "e1", T0 + 1));
        send(declined("a", "e1", T0 + 1));
        send(declined("never sent", "e1", T0 + 1));
        OperatorSubtaskState snapshot = account.snapshot(1, 1);
        account.close();
        account = harness();
        account.initializeState(snapshot);
        account.open();

        send(payment("a", T0));
        send(declined("a", "e2", T0 + 2));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.TRANSACTION, Kind.LIFECYCLE_EFFECT, Kind.LIFECYCLE_EFFECT);
        assertThat(((LifecycleEffectEvent) out().get(1)).effect().occurredAtMs())
                .isEqualTo(T0 + 1);
    }

    @Test
    void ignoresALifecycleEventThatCannotBelongToTheTransaction() throws Exception {
        send(payment("a", T0));
        send(declined("a", "long before", T0 - 2 * Millis.DAY_MS));
        send(declined("a", "too late", T0 + Retention.DISPUTE_MS + 1));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.TRANSACTION);
    }

    /** An id may be used again after four months; what waited for it then is not about the new transaction. */
    @Test
    void anEventThatIsOlderThanItsTransactionDoesNotWaitForIt() throws Exception {
        send(declined("a", "long before", T0 - 2 * Millis.DAY_MS));
        send(payment("a", T0));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.TRANSACTION);
    }

    @Test
    void lifecycleEventsLeaveWithTheAccountOrAfterTheirRetention() throws Exception {
        account.processWatermark(T0);
        send(payment("a", T0));
        send(declined("a", "e1", T0 + 1));
        send(declined("to come", "e1", T0 + 1));
        send(EnrichedEvent.erasure("acct", T0 + Millis.HOUR_MS, RecordOrigin.NONE));

        assertThat(account.numKeyedStateEntries()).isZero();
        assertThat(account.numEventTimeTimers()).isZero();

        send(payment("b", T0 + Millis.DAY_MS));
        send(declined("b", "e1", T0 + Millis.DAY_MS));
        send(declined("to come", "e1", T0 + Millis.DAY_MS));
        account.processWatermark(T0 + 2 * Retention.DISPUTE_MS);

        assertThat(account.numKeyedStateEntries()).isZero();
    }

    @Test
    void anErasureKeepsTheNewerLifecycleEventsThatWait() throws Exception {
        send(declined("a", "e1", T0 + Millis.DAY_MS));
        send(EnrichedEvent.erasure("acct", T0, RecordOrigin.NONE));
        send(payment("a", T0 + Millis.DAY_MS));

        assertThat(out())
                .extracting(EnrichedEvent::kind)
                .containsExactly(Kind.ERASURE, Kind.TRANSACTION, Kind.LIFECYCLE_EFFECT);
    }

    @Test
    void passesTheNewestProfileToTheLayers() throws Exception {
        send(profile(20, 700));
        send(profile(10, 300));
        send(payment("a", T0));

        assertThat(out()).hasSize(1);
        assertThat(named(out().get(0), "credit.score")).isEqualTo(700);
    }

    @Test
    void looksUpWhatIsUsualForAPaymentFromElsewhereAsAReplayDoes() throws Exception {
        Map<String, String> countries = new HashMap<>();
        Replay replay = new Replay(transaction -> from(requireNonNull(countries.get(transaction.id()))), List.of());
        for (int i = 0; i < 10; i++) {
            String country = i == 9 ? "RO" : i == 4 ? "BE" : "NL";
            Transaction transaction = Payments.payment("p" + i, "acct", T0 + i * Millis.HOUR_MS);
            countries.put("p" + i, country);
            Facts facts = replay.factsWithUsualValues(transaction);
            replay.step(new LabelledTransaction(transaction, null, null));
            send(EnrichedEvent.of(transaction, from(country), RecordOrigin.NONE));

            assertThat(transaction(i).facts()).isEqualTo(facts);
        }

        assertThat(transaction(8).facts().usual()).isEqualTo(UsualValues.NONE);
        assertThat(transaction(9).facts().usual().ipCountry()).isEqualTo("NL");
    }

    private static Facts from(String country) {
        return new Facts(new IpFacts(country, null, null, null, null), null, null);
    }

    @Test
    void remembersOverARestore() throws Exception {
        send(payment("a", T0));
        OperatorSubtaskState snapshot = account.snapshot(1, 1);
        account.close();

        account = harness();
        account.initializeState(snapshot);
        account.open();
        send(payment("a", T0));
        send(payment("b", T0 + 1));

        assertThat(out()).extracting(EnrichedEvent::kind).containsExactly(Kind.DUPLICATE, Kind.TRANSACTION);
        assertThat(named(out().get(1), "amount.count_1h")).isEqualTo((float) Math.log1p(1));
    }

    @Test
    void removesAllStateAfterItsRetention() throws Exception {
        send(payment("a", T0));
        send(label("a", true));
        assertThat(account.numKeyedStateEntries()).isPositive();

        account.processWatermark(Retention.expiryMs(T0) + 30 * Millis.DAY_MS);

        assertThat(account.numKeyedStateEntries()).isZero();
        assertThat(account.numEventTimeTimers()).isZero();
    }

    @Test
    void anAccountThatGoesOnPayingHasFewTimersAndIsNotForgotten() throws Exception {
        for (int day = 0; day < 300; day++) {
            long atMs = T0 + day * Millis.DAY_MS;
            account.processWatermark(atMs - 1);
            send(payment("tx-" + day, atMs));

            assertThat(account.numEventTimeTimers()).isLessThanOrEqualTo(8);
        }
        assertThat(named(out().get(out().size() - 1), "history.payments")).isEqualTo((float) Math.log1p(299));

        account.processWatermark(Retention.expiryMs(T0 + 300 * Millis.DAY_MS) + 30 * Millis.DAY_MS);

        assertThat(account.numKeyedStateEntries()).isZero();
        assertThat(account.numEventTimeTimers()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> harness()
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new EnrichByKey(EntityType.ACCOUNT)),
                        enrichedEvent -> enrichedEvent.keys().accountId(),
                        Types.STRING);
        harness.setup(EventTypeInfo.ENRICHED.createSerializer(new SerializerConfigImpl()));
        return harness;
    }

    private static EnrichedEvent payment(String id, long atMs) {
        return EnrichedEvent.of(Payments.payment(id, "acct", atMs), Facts.UNKNOWN, RecordOrigin.NONE);
    }

    /** As much as {@link #payment} pays. */
    private static EnrichedEvent receipt(String id, long atMs) {
        Transaction plain = Payments.payment(id, "payer", atMs);
        return requireNonNull(EnrichedEvent.of(Payments.to("acct", plain), Facts.UNKNOWN, RecordOrigin.NONE)
                .incomingPayment());
    }

    private static EnrichedEvent label(String id, boolean fraud) {
        return EnrichedEvent.of(new Label(id, "acct", fraud, T0 + 5, Label.Source.CHARGEBACK), RecordOrigin.NONE);
    }

    private static EnrichedEvent declined(String id, String eventId, long atMs) {
        return EnrichedEvent.of(
                new LifecycleEvent("acct", id, eventId, LifecycleEvent.Type.DECLINED, null, null, atMs),
                RecordOrigin.NONE);
    }

    private static EnrichedEvent profile(long asOfMs, double creditScore) {
        return EnrichedEvent.of(
                new AccountProfile("acct", asOfMs, null, "NL", null, creditScore, Map.of()), RecordOrigin.NONE);
    }

    private static float named(EnrichedEvent enrichedEvent, String feature) {
        int index = io.nacre.feature.layer.Layers.featureNames().indexOf(feature);
        assertThat(index).as(feature).isNotNegative();
        return ((TransactionEvent) enrichedEvent).vector().values()[index];
    }

    private void send(EnrichedEvent enrichedEvent) throws Exception {
        account.processElement(
                new StreamRecord<>(enrichedEvent, enrichedEvent.keys().atMs()));
    }

    private TransactionEvent transaction(int i) throws IOException {
        return new TransactionCodec().unpack((TransactionEvent) out().get(i));
    }

    private List<EnrichedEvent> out() {
        return account.extractOutputValues();
    }
}
