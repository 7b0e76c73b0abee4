package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Exploration;
import io.nacre.decision.Outcome;
import io.nacre.decision.control.AccountAction;
import io.nacre.decision.control.AccountAction.Scope;
import io.nacre.decision.control.AccountControls;
import io.nacre.decision.control.AutoFreezePolicy;
import io.nacre.decision.control.ListEntry.ListType;
import io.nacre.decision.control.ListEntry.Subject;
import io.nacre.decision.control.PendingAutoFreezes;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.payment.Channel;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Freezes, releases, automatic freezes and lists in {@link Decide}. */
class DecideAccountControlsTest extends DecideHarness {

    @Test
    void declinesEverythingOnAFrozenAccountUntilItIsReleased() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, null);
        pay("a", 0.01, T0);
        apply(AccountAction.Type.RELEASE, 2, null);
        pay("b", 0.01, T0 + 1);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.APPROVE);
        assertThat(decisions().get(0).cause()).isEqualTo(Cause.FROZEN);
    }

    @Test
    void aFreezeExpires() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, T0 + 100);
        pay("a", 0.01, T0 + 99);
        pay("b", 0.01, T0 + 100);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.APPROVE);
    }

    @Test
    void theHighestVersionAppliesInAnyOrderOfArrival() throws Exception {
        apply(AccountAction.Type.RELEASE, 7, null);
        apply(AccountAction.Type.FREEZE, 6, null);
        apply(AccountAction.Type.FREEZE, 6, null);
        pay("a", 0.01, T0);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.APPROVE);
    }

    @Test
    void appliesEarlierActionsFromItsFirstTransaction() throws Exception {
        harness.close();
        harness = harness(() -> {
            AccountControls before = new AccountControls();
            before.apply(action(AccountAction.Type.FREEZE, 5, null));
            return before;
        });
        harness.open();

        pay("a", 0.01, T0);
        apply(AccountAction.Type.RELEASE, 4, null);
        pay("b", 0.01, T0 + 1);
        apply(AccountAction.Type.RELEASE, 6, null);
        pay("c", 0.01, T0 + 2);

        assertThat(decisions())
                .extracting(Decision::outcome)
                .containsExactly(Outcome.DECLINE, Outcome.DECLINE, Outcome.APPROVE);
    }

    @Test
    void declinesPaymentsToAnAccountFrozenForIncoming() throws Exception {
        apply(freezeOf("payee", Scope.INCOMING, 1));
        payTo("payee", "a", T0);
        apply(freezeOf("payee", Scope.OUTGOING, 2));
        payTo("payee", "b", T0 + 1);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.APPROVE);
        assertThat(decisions().get(0).cause()).isEqualTo(Cause.PAYEE_FROZEN);
        assertThat(decisions().get(0).policy().causeDetail()).isEqualTo("FREEZE by ann: looks stolen");
        assertThat(alerts()).isEmpty();
    }

    @Test
    void appliesListEntriesFromTheNextTransaction() throws Exception {
        pay("a", 0.01, T0);
        addToList(ListType.WATCH, Subject.DEVICE, "dev-1", 1);
        pay("b", 0.01, T0 + 1);
        addToList(ListType.BLOCK, Subject.MERCHANT, "mer-1", 1);
        pay("c", 0.01, T0 + 2);
        pay("d", 0.01, T0 + 100);

        assertThat(decisions())
                .extracting(Decision::cause)
                .containsExactly(Cause.SCORE, Cause.WATCHED, Cause.BLOCKED, Cause.SCORE);
        assertThat(decisions().get(2).policy().causeDetail()).isEqualTo("BLOCK MERCHANT mer-1 by ann: seen in fraud");
        assertThat(decisions().get(2).score()).isCloseTo(0.01, within(1e-9));
    }

    @Test
    void requestsAnAutomaticFreezeOnceAndOnlyWithoutAPersonsAction() throws Exception {
        pay("a", 0.97, T0);
        pay("b", 0.99, T0 + 1);
        apply(autoFreezeRequests().get(0).freeze());
        pay("c", 0.99, T0 + 2);
        apply(AccountAction.Type.RELEASE, T0, null);
        pay("d", 0.99, T0 + 3);

        assertThat(autoFreezeRequests()).singleElement().satisfies(call -> {
            assertThat(call.freeze().version()).isEqualTo(T0 + 1);
            assertThat(call.freeze().expiresAtMs()).isEqualTo(T0 + 1 + AUTO_FREEZES.lengthMs());
            assertThat(call.payingAccounts()).isEqualTo(1);
        });
        assertThat(decisions())
                .extracting(Decision::cause)
                .containsExactly(Cause.SCORE, Cause.SCORE, Cause.FROZEN, Cause.SCORE);
    }

    @Test
    void anAutomaticFreezeAppliesBeforeItReturnsFromTheTopic() throws Exception {
        pay("a", 0.99, T0);
        pay("b", 0.01, T0 + 1);
        pay("c", 0.01, T0 + PendingAutoFreezes.LENGTH_MS - 1);
        pay("d", 0.01, T0 + PendingAutoFreezes.LENGTH_MS);

        assertThat(decisions())
                .extracting(Decision::cause)
                .containsExactly(Cause.SCORE, Cause.FROZEN, Cause.FROZEN, Cause.SCORE);
        assertThat(decisions().get(1).policy().causeDetail()).startsWith("FREEZE by nacre: ");
        assertThat(autoFreezeRequests()).hasSize(1);
    }

    @Test
    void aPersonsReleaseEndsAnAutomaticFreezeThatHasNotReturned() throws Exception {
        pay("a", 0.99, T0);
        apply(AccountAction.Type.RELEASE, T0 + 1, null);
        pay("b", 0.01, T0 + 2);
        apply(autoFreezeRequests().get(0).freeze());
        pay("c", 0.01, T0 + 3);

        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.SCORE, Cause.SCORE, Cause.SCORE);
    }

    @Test
    void limitsPendingAutomaticFreezes() throws Exception {
        harness.close();
        harness = harness(new Decide(
                AccountControls::new, new AutoFreezePolicy(0.98, 1_000, 2, 1), Exploration.NONE, ExchangeRates.EUROS));
        harness.open();
        for (String account : List.of("one", "two", "three")) {
            send(scored(alone(account, account + "-a", T0, T0), 0.99));
            payBy(account, account + "-b", 0.01, T0 + 1);
        }

        assertThat(autoFreezeRequests()).hasSize(3);
        assertThat(decisions())
                .filteredOn(decision -> decision.cause() == Cause.FROZEN)
                .extracting(Decision::accountId)
                .containsExactly("one", "two");
    }

    @Test
    void accountsThatShareADeviceShareOnePartOfTheLimit() throws Exception {
        harness.close();
        harness = harness(new Decide(
                AccountControls::new,
                new AutoFreezePolicy(0.98, 100_000, 8, 1),
                Exploration.NONE,
                ExchangeRates.EUROS));
        harness.open();
        for (int i = 0; i < 8; i++) {
            payBy("throwaway-" + i, "t" + i, 0.99, T0);
        }
        payBy("throwaway-2", "u2", 0.01, T0 + 1);
        send(scored(alone("stolen", "s1", T0 + 2, T0 + 2), 0.99));
        payBy("stolen", "s2", 0.01, T0 + 3);

        assertThat(autoFreezeRequests().get(0).sharedEntities())
                .containsExactly("DEVICE dev-1", "IP 10.0.0.1", "MERCHANT mer-1");
        assertThat(decisions())
                .filteredOn(decision -> decision.cause() == Cause.FROZEN)
                .extracting(Decision::accountId)
                .containsExactly("stolen");
    }

    /** Twenty at once, a day ahead, once kept every account from being held until that day was there. */
    @Test
    void eventTimesAheadDoNotUseTheLimitOfLaterHours() throws Exception {
        harness.close();
        harness = harness(new Decide(
                AccountControls::new,
                new AutoFreezePolicy(0.98, Millis.DAY_MS, 2, 1),
                Exploration.NONE,
                ExchangeRates.EUROS));
        harness.open();
        for (int i = 0; i < 2; i++) {
            send(scored(alone("throwaway-" + i, "t" + i, T0 + Millis.DAY_MS - 1, T0), 0.99));
        }
        List<String> stolen = new ArrayList<>();
        for (int hour = 1; hour <= 23; hour++) {
            String account = "stolen-" + hour;
            long atMs = T0 + hour * Millis.HOUR_MS;
            send(scored(alone(account, account + "-a", atMs, atMs), 0.99));
            payBy(account, account + "-b", 0.01, atMs + 1);
            stolen.add(account);
        }

        assertThat(autoFreezeRequests().get(0).freeze().requestedAtMs()).isEqualTo(T0);
        assertThat(decisions())
                .filteredOn(decision -> decision.cause() == Cause.FROZEN)
                .extracting(Decision::accountId)
                .containsExactlyElementsOf(stolen);
    }

    @Test
    void aFreezeStaysInForceForEventTimesAheadOfArrival() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, T0 + Millis.DAY_MS);
        send(scored(alone("acct", "a", T0 + Millis.DAY_MS + 1, T0 + 2), 0.01));
        send(scored(alone("acct", "b", T0 + Millis.DAY_MS + 1, T0 + Millis.DAY_MS), 0.01));

        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.FROZEN, Cause.SCORE);
    }

    /** A payment that has nothing in common with another account's. */
    private static TransactionEvent alone(String account, String id, long atMs, long arrivedMs) {
        Transaction plain = Payments.payment(id, account, atMs);
        Transaction alone = new Transaction(
                id,
                atMs,
                account,
                null,
                plain.amount(),
                Channel.TRANSFER,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of());
        return EnrichedEvent.of(alone, Facts.UNKNOWN, new RecordOrigin("payments", 0, 7, arrivedMs));
    }

    @Test
    void expiredControlsLeaveTheStateADayLater() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, T0 + 100);
        addToList(ListType.BLOCK, Subject.MERCHANT, "mer-1", 1);
        apply(freezeOf("forever", Scope.OUTGOING, 1));
        pay("a", 0.01, T0 + 200);
        watermark(T0 + 100 + Millis.DAY_MS - 1);
        apply(freezeOf("other", Scope.OUTGOING, 1));
        assertThat(statuses()).contains("acct", "forever", "other");

        watermark(T0 + 100 + 2 * Millis.DAY_MS);
        apply(freezeOf("other", Scope.OUTGOING, 2));
        pay("b", 0.01, T0 + 300);

        assertThat(statuses()).containsExactlyInAnyOrder("forever", "other");
        assertThat(listed()).isEmpty();
        assertThat(decisions()).extracting(Decision::outcome).containsOnly(Outcome.APPROVE);
    }

    @Test
    void keepsListsOverARestore() throws Exception {
        addToList(ListType.BLOCK, Subject.MERCHANT, "mer-1", 2);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = harness();
        harness.initializeState(snapshot);
        harness.open();
        addToList(ListType.BLOCK, Subject.MERCHANT, "mer-1", 1);
        pay("a", 0.01, T0);

        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.BLOCKED);
    }

    @Test
    void aFrozenAccountRaisesNoAlerts() throws Exception {
        apply(AccountAction.Type.FREEZE, 1, null);
        pay("a", 0.99, T0);

        assertThat(alerts()).isEmpty();
    }
}
