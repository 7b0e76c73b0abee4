package io.nacre.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.rejection.DeadLetter;
import io.nacre.codec.rejection.RejectedTransaction;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.decision.PolicyOutcome;
import io.nacre.decision.ScoringResult;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.guarantee.Evidence.Input;
import io.nacre.kafka.topic.SourceHeader;
import io.nacre.model.Trail;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A guarantee that notices nothing would promise everything: each is shown what it must not let pass. */
class GuaranteeTest {

    private static final Money AMOUNT = new Money(1999, "EUR");

    private final List<Input> inputs =
            new ArrayList<>(List.of(input(0, "tx-0"), input(1, "tx-1"), input(2, "tx-0"), new Input(source(3), null)));
    private final List<Decision> decisions = new ArrayList<>(
            List.of(decision(0, "tx-0", 0.5, false), decision(1, "tx-1", 0.6, false), decision(2, "tx-0", 0.5, true)));
    private final List<Alert> alerts = new ArrayList<>(List.of(
            AccountIncidentRules.open(decisions.get(0), AMOUNT, ExchangeRates.EUROS),
            AccountIncidentRules.open(decisions.get(1), AMOUNT, ExchangeRates.EUROS)));
    private final List<DeadLetter> letters =
            new ArrayList<>(List.of(new DeadLetter(origin(3), new byte[1], RejectionCode.UNREADABLE, null, "why")));

    private final List<RejectedTransaction> rejected = new ArrayList<>(List.of(rejected(3)));

    @Test
    void acceptsWhatIsAsPromisedEvenIfWrittenTwice() {
        decisions.addAll(List.copyOf(decisions));
        alerts.addAll(List.copyOf(alerts));
        letters.addAll(List.copyOf(letters));
        rejected.addAll(List.copyOf(rejected));

        assertThat(Guarantee.ALWAYS)
                .allSatisfy(guarantee ->
                        assertThat(guarantee.violations(evidence())).isEmpty());
    }

    @Test
    void noLossNoticesALostDecisionAndALostDeadLetter() {
        decisions.remove(1);
        letters.clear();

        assertThat(new NoLoss().violations(evidence())).hasSize(3);
    }

    @Test
    void noLossNoticesARejectionOfWhatWasDecided() {
        rejected.add(rejected(1));

        assertThat(new NoLoss().violations(evidence()))
                .singleElement()
                .asString()
                .contains("no such dead letter");
    }

    @Test
    void noLossNoticesASecondDecisionOnARepeat() {
        decisions.set(2, decision(2, "tx-0", 0.5, false));

        assertThat(new NoLoss().violations(evidence()))
                .singleElement()
                .asString()
                .contains("repeat of tx-0");
    }

    @Test
    void noLossDetectsUnexpectedOutputs() {
        decisions.add(decision(9, "tx-9", 0.5, false));

        assertThat(new NoLoss().violations(evidence()))
                .singleElement()
                .asString()
                .contains("no input");
    }

    @Test
    void oneAnswerDetectsAnotherScore() {
        decisions.add(decision(1, "tx-1", Math.nextUp(0.6), false));

        assertThat(new OneAnswer().violations(evidence()))
                .singleElement()
                .asString()
                .contains("tx-1");
    }

    @Test
    void noDuplicateAlertNoticesATransactionInTwoIncidents() {
        alerts.add(AccountIncidentRules.addTransaction(alerts.get(1), decisions.get(0), AMOUNT, ExchangeRates.EUROS));

        assertThat(new NoDuplicateAlert().violations(evidence()))
                .singleElement()
                .asString()
                .contains("tx-0");
    }

    @Test
    void noDuplicateAlertNoticesAnIncidentWithoutBeginning() {
        alerts.set(1, AccountIncidentRules.close(alerts.get(1), 5));

        assertThat(new NoDuplicateAlert().violations(evidence()))
                .singleElement()
                .asString()
                .contains("never opened");
    }

    @Test
    void frozenStaysFrozenDetectsAnyOtherDecision() {
        Evidence frozen = new Evidence(inputs, decisions, alerts, letters, rejected, Set.of("tx-1"));

        assertThat(new FrozenStaysFrozen().violations(frozen)).hasSize(1);
    }

    @Test
    void sameScoresNoticesOneBitAndOneMissing() {
        double first = decisions.get(0).score();
        double second = decisions.get(1).score();
        SameScoresAsReplay same =
                new SameScoresAsReplay(Map.of("tx-0", first, "tx-1", Math.nextUp(second), "tx-2", 0.1));

        assertThat(same.violations(evidence())).hasSize(2);
    }

    private Evidence evidence() {
        return new Evidence(inputs, decisions, alerts, letters, rejected, Set.of());
    }

    private static RejectedTransaction rejected(long offset) {
        return new RejectedTransaction("tx-1", "acct", RejectionCode.UNREADABLE, null, "why", origin(offset), 0);
    }

    private static Input input(long offset, String id) {
        return new Input(source(offset), id);
    }

    private static String source(long offset) {
        return SourceHeader.text(origin(offset));
    }

    private static RecordOrigin origin(long offset) {
        return new RecordOrigin("payments.transactions", 0, offset, 0);
    }

    private static Decision decision(long offset, String id, double score, boolean repeated) {
        return new Decision(
                id,
                "acct-" + id,
                1,
                new PolicyOutcome(Outcome.REVIEW, Cause.SCORE),
                new ScoringResult(new ModelScore(new Trail(new double[] {score}), List.of(), null, "bundle")),
                repeated,
                offset,
                origin(offset));
    }
}
