package io.nacre.stream.decide;

import static io.nacre.stream.decide.Scenario.ACCOUNT;
import static io.nacre.stream.decide.Scenario.T0;
import static io.nacre.stream.decide.Scenario.decision;
import static io.nacre.stream.decide.Scenario.scored;
import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Alert.Status;
import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.Payments;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.IncidentEvent.LabelEvent;
import io.nacre.stream.event.ScoredEvent;
import io.nacre.stream.event.ScoredEvent.ScoredTransaction;
import io.nacre.stream.state.AccountIncidentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;

class AccountIncidentsTest {

    private final SimpleCounter amountsWithoutRate = new SimpleCounter();
    private final FakeTimers timers = new FakeTimers();
    private final List<IncidentEvent> out = new ArrayList<>();
    private final AccountIncidents incidents =
            new AccountIncidents(ExchangeRates.EUROS, amountsWithoutRate, alert -> {});

    @Test
    void anApprovalOpensNoIncident() {
        assertThat(add(AccountIncidentState.EMPTY, "a", 0.1, T0)).isEqualTo(AccountIncidentState.EMPTY);
        assertThat(out).isEmpty();
        assertThat(timers.eventTimeMs).isEmpty();
    }

    @Test
    void suspiciousTransactionsShareOneIncident() {
        AccountIncidentState one = add(AccountIncidentState.EMPTY, "a", 0.6, T0);
        AccountIncidentState two = add(one, "b", 0.7, T0 + 1);

        assertThat(alerts()).hasSize(2);
        assertThat(alerts())
                .extracting(Alert::incidentId)
                .containsOnly(alerts().get(0).incidentId());
        assertThat(two.incident()).isEqualTo(alerts().get(1));
        assertThat(out)
                .extracting(IncidentEvent::origin)
                .containsOnly(
                        new RecordOrigin("transactions", 0, 7, T0), new RecordOrigin("transactions", 0, 7, T0 + 1));
        assertThat(amountsWithoutRate.getCount()).isZero();
    }

    @Test
    void aTransactionAfterTheIdleTimeClosesTheIncidentAndOpensAnother() {
        AccountIncidentState first = add(AccountIncidentState.EMPTY, "a", 0.6, T0);
        add(first, "b", 0.6, T0 + AccountIncidentRules.IDLE_MS);

        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.OPENED, Status.CLOSED, Status.OPENED);
        assertThat(alerts().get(1).incidentId()).isEqualTo(alerts().get(0).incidentId());
        assertThat(alerts().get(2).incidentId()).isNotEqualTo(alerts().get(0).incidentId());
    }

    @Test
    void aTimerClosesAnIncidentOnlyOnceItIsIdle() {
        AccountIncidentState open = add(AccountIncidentState.EMPTY, "a", 0.6, T0);
        out.clear();

        assertThat(incidents.closeIdle(open, T0 + AccountIncidentRules.IDLE_MS - 1, out::add))
                .isEqualTo(open);
        assertThat(out).isEmpty();

        assertThat(incidents
                        .closeIdle(open, timers.eventTimeMs.first(), out::add)
                        .incident())
                .isNull();
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.CLOSED);
        assertThat(out.get(0).origin()).isNull();
    }

    @Test
    void aLabelClosesTheIncidentAndGoesOn() {
        AccountIncidentState open = add(AccountIncidentState.EMPTY, "a", 0.6, T0);
        out.clear();

        assertThat(incidents.applyLabel(open, label("a", T0), out::add).incident())
                .isNull();
        assertThat(alerts()).extracting(Alert::status).containsExactly(Status.CLOSED);
        assertThat(out.get(1)).isInstanceOf(LabelEvent.class);
    }

    @Test
    void aLabelOfAnEarlierTransactionClosesNothing() {
        AccountIncidentState open = add(AccountIncidentState.EMPTY, "b", 0.6, T0);
        out.clear();

        assertThat(incidents.applyLabel(open, label("a", T0 - 1), out::add)).isEqualTo(open);
        assertThat(alerts()).isEmpty();
        assertThat(out).hasSize(1);
    }

    @Test
    void onlyAnIncidentOpenedAfterAnErasureIsRestored() {
        Alert open = Objects.requireNonNull(
                add(AccountIncidentState.EMPTY, "a", 0.6, T0).incident());
        timers.eventTimeMs.clear();

        assertThat(incidents.restoreNewer(open, AccountIncidentState.EMPTY, T0, timers))
                .isEqualTo(AccountIncidentState.EMPTY);
        assertThat(timers.eventTimeMs).isEmpty();

        assertThat(incidents
                        .restoreNewer(open, AccountIncidentState.EMPTY, T0 - 1, timers)
                        .incident())
                .isEqualTo(open);
        assertThat(timers.eventTimeMs).hasSize(1);
    }

    private AccountIncidentState add(AccountIncidentState state, String id, double score, long atMs) {
        ScoredTransaction event = scored(id, score, atMs);
        return incidents.add(state, decision(event), event, timers, out::add);
    }

    private static ScoredEvent.LabelEvent label(String id, long paidAtMs) {
        Label label = new Label(id, ACCOUNT, true, paidAtMs + 5, Label.Source.VERDICT);
        return (ScoredEvent.LabelEvent) ScoredEvent.unscored(EnrichedEvent.of(label, RecordOrigin.NONE)
                .about(EntityKeys.of(Payments.payment(id, ACCOUNT, paidAtMs))));
    }

    private List<Alert> alerts() {
        return out.stream()
                .filter(AlertEvent.class::isInstance)
                .map(event -> ((AlertEvent) event).alert())
                .toList();
    }
}
