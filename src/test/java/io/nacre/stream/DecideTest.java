package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.ErasureRequest;
import io.nacre.decision.control.ListEntry;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Alert.Status;
import io.nacre.decision.incident.Severity;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.Retention;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.anomaly.UnusualFeature;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Millis;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.AccountControlEvent;
import io.nacre.stream.event.ScoredEvent;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.junit.jupiter.api.Test;

class DecideTest extends DecideHarness {

    @Test
    void sendsAnomaliesToReview() throws Exception {
        Anomaly rare = new Anomaly(0.0005, List.of(new UnusualFeature("ip.new", 1, 0, 0.75)));
        pay("a", 0.2, rare, T0);
        pay("b", 0.2, new Anomaly(0.002, List.of()), T0 + 1);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.REVIEW, Outcome.APPROVE);
        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.ANOMALY, Cause.SCORE);
        assertThat(alerts())
                .singleElement()
                .extracting(alert -> alert.model().anomaly())
                .isEqualTo(rare);
    }

    @Test
    void decidesByTheThresholds() throws Exception {
        pay("a", 0.2, T0);
        pay("b", 0.6, T0 + 1);
        pay("c", 0.96875, T0 + 2);

        assertThat(decisions())
                .extracting(Decision::outcome)
                .containsExactly(Outcome.APPROVE, Outcome.REVIEW, Outcome.DECLINE);
    }

    @Test
    void growsOneIncidentInsteadOfRepeatingAlerts() throws Exception {
        pay("a", 0.6, T0);
        pay("b", 0.96875, T0 + 1_000);
        pay("c", 0.1, T0 + 2_000);
        pay("d", 0.7, T0 + 3_000);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPENED, Status.UPDATED, Status.UPDATED);
        assertThat(alerts())
                .extracting(Alert::incidentId)
                .containsOnly(alerts().get(0).incidentId());
        assertThat(alerts())
                .extracting(alert -> alert.totals().transactionCount())
                .containsExactly(1, 2, 3);
        assertThat(alerts().get(2).totals().maxScore())
                .isEqualTo(alerts().get(1).score())
                .isCloseTo(0.96875, within(1e-9));
    }

    @Test
    void manySmallAlertsDoNotHideALargeOne() throws Exception {
        for (int i = 0; i < 200; i++) {
            pay("t" + i, 0.6, T0 + i);
        }
        label("t199", T0 + 199, true);

        assertThat(alerts())
                .extracting(Alert::severity)
                .startsWith(Severity.LOW)
                .endsWith(Severity.HIGH);
        assertThat(alerts()).extracting(Alert::status).endsWith(Status.UPDATED, Status.CLOSED);
        assertThat(alerts())
                .extracting(alert -> alert.totals().transactionCount())
                .startsWith(1, 2, 3)
                .endsWith(20, 22, 43, 84, 86, 171, 200);
        Alert last = alerts().get(alerts().size() - 1);
        assertThat(last.totals().suppressedAlertCount()).isEqualTo(200 - 25);
        assertThat(last.totals().expectedLoss()).isCloseTo(200 * 0.6 * 19.99, within(1e-6));
    }

    @Test
    void emitsAnUpdateWhenTheLossHasDoubled() {
        Decision decoy = decision(0.99);
        Alert incident = AccountIncidentRules.open(decoy, new Money(2_000_000, "EUR"), ExchangeRates.EUROS);
        for (int i = 1; i < AccountIncidentRules.MAX_ALERTS; i++) {
            incident = AccountIncidentRules.addTransaction(incident, decoy, new Money(100, "EUR"), ExchangeRates.EUROS);
        }
        Alert small = AccountIncidentRules.addTransaction(incident, decoy, new Money(100, "EUR"), ExchangeRates.EUROS);
        Alert large = AccountIncidentRules.addTransaction(
                small, decision(0.999), new Money(500_000_000, "EUR"), ExchangeRates.EUROS);

        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(AccountIncidentRules.isEmitted(incident, small)).isFalse();
        assertThat(AccountIncidentRules.isEmitted(small, large)).isTrue();
    }

    @Test
    void emitsNoMoreUpdatesThanDoublingsOfTheLoss() {
        Decision each = decision(0.5);
        Alert incident = AccountIncidentRules.open(each, new Money(0, "EUR"), ExchangeRates.EUROS);
        int said = 1;
        double saidLoss = 0;
        for (int i = 1; i < 100_000; i++) {
            Alert grown =
                    AccountIncidentRules.addTransaction(incident, each, new Money(20_000, "EUR"), ExchangeRates.EUROS);
            if (AccountIncidentRules.isEmitted(incident, grown)) {
                said++;
                saidLoss = grown.totals().expectedLoss();
            } else {
                assertThat(grown.totals().expectedLoss()).isLessThan(2 * saidLoss);
            }
            incident = grown;
        }

        assertThat(said).isLessThan(AccountIncidentRules.MAX_ALERTS + 24);
    }

    @Test
    void eventTimesAheadOfArrivalDoNotAdvanceAnIncident() throws Exception {
        TransactionEvent ahead = EnrichedEvent.of(
                Payments.payment("a", "acct", T0 + Millis.DAY_MS - 1),
                Facts.UNKNOWN,
                new RecordOrigin("payments", 0, 7, T0));
        send(scored(ahead, 0.6));

        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.openedAtMs()).isEqualTo(T0);
            assertThat(alert.updatedAtMs()).isEqualTo(T0);
        });
    }

    private Decision decision(double score) {
        TransactionEvent payment =
                EnrichedEvent.of(Payments.payment("a", "acct", T0), Facts.UNKNOWN, RecordOrigin.NONE);
        try {
            send(scored(payment, score));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return decisions().get(decisions().size() - 1);
    }

    @Test
    void closesAnIncidentByAge() throws Exception {
        pay("a", 0.6, T0);
        watermark(T0 + AccountIncidentRules.IDLE_MS + 3 * Millis.DAY_MS);
        pay("b", 0.6, T0 + AccountIncidentRules.IDLE_MS + 3 * Millis.DAY_MS);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPENED, Status.CLOSED, Status.OPENED);
        assertThat(alerts().get(2).incidentId()).isNotEqualTo(alerts().get(0).incidentId());
    }

    @Test
    void closesAnIncidentByALabel() throws Exception {
        pay("a", 0.6, T0);
        label("a", T0, true);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPENED, Status.CLOSED);
    }

    @Test
    void givesARepeatedTransactionTheSameDecisionAndNoSecondAlert() throws Exception {
        TransactionEvent first = pay("a", 0.96875, T0);
        apply(AccountAction.Type.FREEZE, 1, null);
        send(ScoredEvent.unscored(first.repeated()));

        Decision original = decisions().get(0);
        Decision again = decisions().get(1);
        assertThat(again.duplicate()).isTrue();
        assertThat(again.outcome()).isEqualTo(original.outcome());
        assertThat(again.scoring().model().trail())
                .isEqualTo(original.scoring().model().trail());
        assertThat(again.cause()).isEqualTo(Cause.SCORE);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void keepsFreezeAndIncidentOverARestore() throws Exception {
        pay("a", 0.6, T0);
        apply(AccountAction.Type.FREEZE, 1, null);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        pay("b", 0.01, T0 + 1);
        apply(AccountAction.Type.RELEASE, 2, null);
        pay("c", 0.6, T0 + 2);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.REVIEW);
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.UPDATED);
    }

    @Test
    void sweepsAnAccountOnceAMonth() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            pay("t" + i, 0.1, T0 + i * Millis.DAY_MS / 50);
        }

        assertThat(harness.numEventTimeTimers()).isBetween(1, 2);
    }

    @Test
    void erasureRemovesAllStateOfAnAccount() throws Exception {
        watermark(T0);
        pay("a", 0.7, T0);
        apply(AccountAction.Type.FREEZE, 1, null);
        apply(AccountAction.Type.RELEASE, 2, null);
        addToList(ListEntry.ListType.WATCH, ListEntry.Subject.ACCOUNT, "acct", 1);
        assertThat(entries()).isPositive();
        assertThat(harness.numEventTimeTimers()).isPositive();

        erase("acct", T0);

        assertThat(entries()).isZero();
        assertThat(statuses()).isEmpty();
        assertThat(listed()).isEmpty();
        assertThat(harness.numEventTimeTimers()).isZero();
        pay("b", 0.1, T0 + 1);
        assertThat(decisions().get(1).outcome()).isEqualTo(Outcome.APPROVE);
    }

    @Test
    void erasureDoesNotLiftAFreezeOrABlock() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, null);
        addToList(ListEntry.ListType.BLOCK, ListEntry.Subject.ACCOUNT, "other", 1);
        for (long atMs : new long[] {T0 - Millis.HOUR_MS, T0, T0 + 50}) {
            erase("acct", atMs);
            erase("other", atMs);
        }
        pay("a", 0.1, T0 + 60);
        payBy("other", "b", 0.1, T0 + 60);

        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.FROZEN, Cause.BLOCKED);
    }

    @Test
    void stateNewerThanAnErasureStays() throws Exception {
        TransactionEvent before = pay("a", 0.6, T0);
        TransactionEvent after = pay("b", 0.6, T0 + Millis.HOUR_MS);
        apply(new AccountAction("acct", AccountAction.Type.RELEASE, 2, "ann", "explained", T0 + Millis.HOUR_MS, null));
        erase("acct", T0 + 1);
        for (TransactionEvent each : List.of(before, after)) {
            send(ScoredEvent.unscored(each.repeated()));
        }

        assertThat(statuses()).containsExactly("acct");
        assertThat(decisions()).extracting(Decision::transactionId).containsExactly("a", "b", "b");
        watermark(T0 + 400 * Millis.DAY_MS);
        watermark(T0 + 800 * Millis.DAY_MS);
        assertThat(entries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    /**
     * As in the job: the erasure is broadcast to every subtask, and follows the transactions of the account once more.
     */
    private void erase(String account, long atMs) throws Exception {
        ErasureRequest erasureRequest = new ErasureRequest(account, "ann", "asked", atMs);
        harness.processBroadcastElement(
                new StreamRecord<>(AccountControlEvent.of(erasureRequest, RecordOrigin.NONE), T0));
        send(ScoredEvent.unscored(EnrichedEvent.erasure(account, atMs, RecordOrigin.NONE)));
    }

    @Test
    void removesAllStateAfterItsRetention() throws Exception {
        pay("a", 0.6, T0 + Millis.DAY_MS);
        pay("late", 0.1, T0);
        pay("b", 0.1, T0 + 20 * Millis.DAY_MS);
        assertThat(entries()).isPositive();

        watermark(T0 + Retention.DISPUTE_MS + 50 * Millis.DAY_MS);

        assertThat(entries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
