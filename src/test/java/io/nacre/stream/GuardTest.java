package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.nacre.decision.AccountAction;
import io.nacre.decision.AccountStatus;
import io.nacre.decision.Advice;
import io.nacre.decision.Alert;
import io.nacre.decision.Alert.Status;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Incident;
import io.nacre.decision.Outcome;
import io.nacre.feature.Enriched;
import io.nacre.feature.Facts;
import io.nacre.feature.Keys;
import io.nacre.feature.Payments;
import io.nacre.feature.Retention;
import io.nacre.model.Anomaly;
import io.nacre.model.Oddity;
import io.nacre.model.Thresholds;
import io.nacre.model.Trail;
import io.nacre.payment.Label;
import io.nacre.payment.Origin;
import io.nacre.payment.Transaction;
import io.nacre.profile.Windows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final long T0 = Payments.START_MS;
    private static final Thresholds THRESHOLDS = new Thresholds(0.5, 0.9, 0.001);

    private KeyedTwoInputStreamOperatorTestHarness<String, Scored, AccountAction, Decision> guard;

    @BeforeEach
    void start() throws Exception {
        guard = harness();
        guard.open();
    }

    @AfterEach
    void stop() throws Exception {
        guard.close();
    }

    @Test
    void hasAnAnalystLookAtWhatHardlyAnyPaymentIsLike() throws Exception {
        Anomaly rare = new Anomaly(0.0005, List.of(new Oddity("ip.new", 1, 0, 0.75)));
        pay("a", 0.2, rare, T0);
        pay("b", 0.2, new Anomaly(0.002, List.of()), T0 + 1);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.REVIEW, Outcome.APPROVE);
        assertThat(decisions()).extracting(Decision::cause).containsExactly(Cause.ANOMALY, Cause.SCORE);
        assertThat(alerts()).singleElement().extracting(Alert::anomaly).isEqualTo(rare);
    }

    @Test
    void decidesByTheScoresBand() throws Exception {
        pay("a", 0.2, T0);
        pay("b", 0.6, T0 + 1);
        pay("c", 0.96875, T0 + 2);

        assertThat(decisions())
                .extracting(Decision::outcome)
                .containsExactly(Outcome.APPROVE, Outcome.REVIEW, Outcome.DECLINE);
    }

    @Test
    void declinesEverythingOnAFrozenAccountUntilItIsReleased() throws Exception {
        act(AccountAction.Type.FREEZE, 1, null);
        pay("a", 0.01, T0);
        act(AccountAction.Type.RELEASE, 2, null);
        pay("b", 0.01, T0 + 1);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.APPROVE);
        assertThat(decisions().get(0).cause()).isEqualTo(Cause.FROZEN);
    }

    @Test
    void aFreezeEndsByItselfAtItsTime() throws Exception {
        act(AccountAction.Type.FREEZE, 1, T0 + 100);
        pay("a", 0.01, T0 + 99);
        pay("b", 0.01, T0 + 100);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.APPROVE);
    }

    @Test
    void aLaterActionOverridesAnEarlierOneWhateverTheOrderOfArrival() throws Exception {
        act(AccountAction.Type.RELEASE, 7, null);
        act(AccountAction.Type.FREEZE, 6, null);
        act(AccountAction.Type.FREEZE, 6, null);
        pay("a", 0.01, T0);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.APPROVE);
    }

    @Test
    void knowsFromItsFirstTransactionWhatWasOrderedBeforeItStarted() throws Exception {
        guard.close();
        AccountStatus frozen = new AccountStatus(true, 5, null, "ann", "looks stolen");
        guard = harness(() -> Map.of("acct", frozen));
        guard.open();

        pay("a", 0.01, T0);
        act(AccountAction.Type.RELEASE, 4, null);
        pay("b", 0.01, T0 + 1);
        act(AccountAction.Type.RELEASE, 6, null);
        pay("c", 0.01, T0 + 2);

        assertThat(decisions())
                .extracting(Decision::outcome)
                .containsExactly(Outcome.DECLINE, Outcome.DECLINE, Outcome.APPROVE);
    }

    @Test
    void aFrozenAccountRaisesNoAlerts() throws Exception {
        act(AccountAction.Type.FREEZE, 1, null);
        pay("a", 0.99, T0);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void growsOneIncidentInsteadOfRepeatingAlerts() throws Exception {
        pay("a", 0.6, T0);
        pay("b", 0.96875, T0 + 1_000);
        pay("c", 0.1, T0 + 2_000);
        pay("d", 0.7, T0 + 3_000);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPENED, Status.GROWN, Status.GROWN);
        assertThat(alerts())
                .extracting(Alert::incidentId)
                .containsOnly(alerts().get(0).incidentId());
        assertThat(alerts()).extracting(Alert::transactions).containsExactly(1, 2, 3);
        assertThat(alerts().get(2).maxScore())
                .isEqualTo(alerts().get(1).score())
                .isCloseTo(0.96875, within(1e-9));
    }

    @Test
    void closesAnIncidentByAge() throws Exception {
        pay("a", 0.6, T0);
        watermark(T0 + Incident.IDLE_MS + 3 * Windows.DAY_MS);
        pay("b", 0.6, T0 + Incident.IDLE_MS + 3 * Windows.DAY_MS);

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
        Enriched first = pay("a", 0.96875, T0);
        act(AccountAction.Type.FREEZE, 1, null);
        send(Scored.of(first.repeated(), null, List.of(), null, List.of(), Advice.NONE, "bundle", THRESHOLDS));

        Decision original = decisions().get(0);
        Decision again = decisions().get(1);
        assertThat(again.repeated()).isTrue();
        assertThat(again.outcome()).isEqualTo(original.outcome());
        assertThat(again.trail()).isEqualTo(original.trail());
        assertThat(again.cause()).isEqualTo(Cause.SCORE);
        assertThat(alerts()).hasSize(1);
    }

    @Test
    void keepsFreezeAndIncidentOverARestore() throws Exception {
        pay("a", 0.6, T0);
        act(AccountAction.Type.FREEZE, 1, null);
        OperatorSubtaskState snapshot = guard.snapshot(1, 1);
        guard.close();

        guard = harness();
        guard.initializeState(snapshot);
        guard.open();
        pay("b", 0.01, T0 + 1);
        act(AccountAction.Type.RELEASE, 2, null);
        pay("c", 0.6, T0 + 2);

        assertThat(decisions()).extracting(Decision::outcome).containsExactly(Outcome.DECLINE, Outcome.REVIEW);
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.GROWN);
    }

    @Test
    void looksThroughAnAccountOnceAMonthHoweverMuchItPays() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            pay("t" + i, 0.1, T0 + i * Windows.DAY_MS / 50);
        }

        assertThat(guard.numEventTimeTimers()).isBetween(1, 2);
    }

    @Test
    void forgetsEverythingInTime() throws Exception {
        pay("a", 0.6, T0 + Windows.DAY_MS);
        pay("late", 0.1, T0);
        pay("b", 0.1, T0 + 20 * Windows.DAY_MS);
        assertThat(guard.numKeyedStateEntries()).isPositive();

        watermark(T0 + Retention.DISPUTE_MS + 50 * Windows.DAY_MS);

        assertThat(guard.numKeyedStateEntries()).isZero();
        assertThat(guard.numEventTimeTimers()).isZero();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Scored, AccountAction, Decision> harness()
            throws Exception {
        return harness(Map::of);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Scored, AccountAction, Decision> harness(
            StatusesAtStart statuses) throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new Guard(statuses)),
                Scored::accountId,
                AccountAction::accountId,
                Types.STRING);
    }

    private Enriched pay(String id, double score, long atMs) throws Exception {
        return pay(id, score, null, atMs);
    }

    private Enriched pay(String id, double score, @Nullable Anomaly anomaly, long atMs) throws Exception {
        Transaction transaction = Payments.payment(id, "acct", atMs);
        Enriched enriched = Enriched.of(transaction, Facts.UNKNOWN, new Origin("payments", 0, 7, atMs));
        double logit = Math.log(score / (1 - score));
        send(Scored.of(
                enriched,
                new Trail(new double[] {-3, logit}),
                List.of(),
                anomaly,
                List.of(),
                Advice.NONE,
                "bundle",
                THRESHOLDS));
        return enriched;
    }

    private void label(String id, long atMs, boolean fraud) throws Exception {
        Label label = new Label(id, "acct", fraud, atMs + 5, Label.Source.VERDICT);
        Enriched news = Enriched.of(label, Origin.NONE).about(Keys.of(Payments.payment(id, "acct", atMs)));
        send(Scored.of(news, null, List.of(), null, List.of(), Advice.NONE, "bundle", THRESHOLDS));
    }

    private void act(AccountAction.Type type, long version, Long untilMs) throws Exception {
        guard.processElement2(
                new StreamRecord<>(new AccountAction("acct", type, version, "ann", "looks stolen", T0, untilMs), T0));
    }

    private void send(Scored scored) throws Exception {
        guard.processElement1(new StreamRecord<>(scored, scored.atMs()));
    }

    private void watermark(long atMs) throws Exception {
        guard.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(atMs));
    }

    private List<Decision> decisions() {
        return guard.extractOutputValues();
    }

    private List<Alert> alerts() {
        return side(guard.getSideOutput(Guard.ALERTS));
    }

    private static <T> List<T> side(java.util.Queue<StreamRecord<T>> records) {
        List<T> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }
}
