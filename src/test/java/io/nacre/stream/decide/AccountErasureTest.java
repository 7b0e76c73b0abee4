package io.nacre.stream.decide;

import static io.nacre.stream.decide.Scenario.ACCOUNT;
import static io.nacre.stream.decide.Scenario.T0;
import static io.nacre.stream.decide.Scenario.decision;
import static io.nacre.stream.decide.Scenario.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.Decision;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Millis;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.state.AccountIncidentState;
import io.nacre.stream.state.StoredDecision;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class AccountErasureTest {

    private final FakeValue<AccountIncidentState> value = new FakeValue<>();
    private final FakeMap<StoredDecision> map = new FakeMap<>();
    private final FakeTimers timers = new FakeTimers();
    private final AccountStateStore account = new AccountStateStore(value);
    private final DecisionStore decisions = new DecisionStore(map, new SimpleCounter());
    private final AccountIncidents incidents =
            new AccountIncidents(ExchangeRates.EUROS, new SimpleCounter(), alert -> {});
    private final AccountErasure erasure = new AccountErasure(account, decisions, incidents);

    @Test
    void leavesNothingOfWhatIsOlder() throws Exception {
        decide("a", 0.6, T0);
        assertThat(account.read().incident()).isNotNull();
        assertThat(timers.eventTimeMs).hasSize(2);

        erasure.erase(ACCOUNT, T0, timers);

        assertThat(value.value()).isNull();
        assertThat(map.isEmpty()).isTrue();
        assertThat(timers.eventTimeMs).isEmpty();
    }

    @Test
    void keepsWhatIsNewerWithItsTimers() throws Exception {
        decide("a", 0.1, T0);
        decide("b", 0.6, T0 + Millis.HOUR_MS);
        AccountIncidentState before = account.read();
        int timersBefore = timers.eventTimeMs.size();

        erasure.erase(ACCOUNT, T0, timers);

        assertThat(map.keys()).containsExactly("b");
        assertThat(account.read()).isEqualTo(before);
        assertThat(timers.eventTimeMs).hasSize(timersBefore);
    }

    @Test
    void stateIsWrittenOnlyWhereItChanges() throws Exception {
        decide("a", 0.1, T0);
        decide("b", 0.1, T0 + 1);

        assertThat(value.writes).isOne();
    }

    private void decide(String id, double score, long atMs) throws Exception {
        ScoredTransaction event = scored(id, score, atMs);
        Decision decision = decision(event);
        AccountIncidentState before = account.read();
        AccountIncidentState after = decisions.add(decision, before, timers);
        account.update(before, incidents.add(after, decision, event, timers, ignored -> {}));
    }
}
