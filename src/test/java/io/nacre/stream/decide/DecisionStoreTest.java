package io.nacre.stream.decide;

import static io.nacre.stream.decide.Scenario.ACCOUNT;
import static io.nacre.stream.decide.Scenario.NOW_MS;
import static io.nacre.stream.decide.Scenario.T0;
import static io.nacre.stream.decide.Scenario.decision;
import static io.nacre.stream.decide.Scenario.scored;
import static io.nacre.stream.decide.Scenario.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Cause;
import io.nacre.decision.Decision;
import io.nacre.decision.Outcome;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.Retention;
import io.nacre.payment.Millis;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvent.DuplicateTransaction;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.StoredDecision;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class DecisionStoreTest {

    private final FakeMap<StoredDecision> map = new FakeMap<>();
    private final SimpleCounter unanswered = new SimpleCounter();
    private final FakeTimers timers = new FakeTimers();
    private final DecisionStore decisions = new DecisionStore(map, unanswered);

    @Test
    void answersADuplicateWithTheFirstDecision() throws Exception {
        Decision first = add("a", 0.97, T0, AccountIncidentState.EMPTY);
        Decision answer = decisions.decisionFor(duplicate(transaction("a", T0).repeated()), NOW_MS + 7);

        assertThat(answer).isNotNull();
        assertThat(answer.outcome()).isEqualTo(Outcome.DECLINE);
        assertThat(answer.scoring().model().trail())
                .isEqualTo(first.scoring().model().trail());
        assertThat(answer.duplicate()).isTrue();
        assertThat(answer.decidedAtMs()).isEqualTo(NOW_MS + 7);
        assertThat(unanswered.getCount()).isZero();
    }

    @Test
    void sendsAnotherTransactionWithTheSameIdToReview() throws Exception {
        add("a", 0.1, T0, AccountIncidentState.EMPTY);
        add("b", 0.97, T0, AccountIncidentState.EMPTY);

        Decision approved = decisions.decisionFor(duplicate(transaction("a", T0).conflicting()), NOW_MS);
        Decision declined = decisions.decisionFor(duplicate(transaction("b", T0).conflicting()), NOW_MS);

        assertThat(approved).isNotNull();
        assertThat(approved.cause()).isEqualTo(Cause.ID_CONFLICT);
        assertThat(approved.outcome()).isEqualTo(Outcome.REVIEW);
        assertThat(declined).isNotNull();
        assertThat(declined.outcome()).isEqualTo(Outcome.DECLINE);
    }

    @Test
    void countsADuplicateWhoseFirstDecisionIsErased() throws Exception {
        add("a", 0.1, T0, AccountIncidentState.EMPTY);
        decisions.erase(ACCOUNT, T0, timers);

        assertThat(decisions.decisionFor(duplicate(transaction("a", T0).repeated()), NOW_MS))
                .isNull();
        assertThat(unanswered.getCount()).isOne();
    }

    @Test
    void setsOneTimerForASweepHoweverManyDecisionsItRemoves() throws Exception {
        AccountIncidentState state = AccountIncidentState.EMPTY;
        for (int i = 0; i < 100; i++) {
            state = decisions.add(decision(scored("t" + i, 0.1, T0 + i)), state, timers);
        }

        assertThat(timers.eventTimeMs).containsExactly(state.walkMs());
        assertThat(state.walkMs()).isGreaterThan(T0 + Retention.DISPUTE_MS);
    }

    @Test
    void removesDecisionsAfterTheDisputePeriodAndKeepsLaterOnes() throws Exception {
        AccountIncidentState early = decisions.add(decision(scored("a", 0.1, T0)), AccountIncidentState.EMPTY, timers);
        AccountIncidentState both = decisions.add(decision(scored("b", 0.1, T0 + 60 * Millis.DAY_MS)), early, timers);
        assertThat(both.walkMs()).isGreaterThan(early.walkMs());

        assertThat(decisions.sweep(both, ACCOUNT, early.walkMs())).isEqualTo(both);
        assertThat(map.keys()).containsExactly("b");

        assertThat(decisions.sweep(both, ACCOUNT, both.walkMs())).isEqualTo(AccountIncidentState.EMPTY);
        assertThat(map.isEmpty()).isTrue();
    }

    private static DuplicateTransaction duplicate(EnrichedEvent event) {
        return (DuplicateTransaction) ScoredEvent.unscored(event);
    }

    private Decision add(String id, double score, long atMs, AccountIncidentState state) throws Exception {
        Decision decision = decision(scored(id, score, atMs));
        decisions.add(decision, state, timers);
        return decision;
    }
}
