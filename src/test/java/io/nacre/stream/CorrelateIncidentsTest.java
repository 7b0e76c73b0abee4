package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.ModelScore;
import io.nacre.decision.control.RelatedEntities;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Alert.Status;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SharedEntity;
import io.nacre.decision.incident.SharedIncident;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Label;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentEvent.AlertEvent;
import io.nacre.stream.event.IncidentEvent.LinkEvent;
import io.nacre.stream.event.IncidentLink;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CorrelateIncidentsTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Alert PLAIN = new Samples(1).ownAlert();

    private IncidentHarness<IncidentEvent> gather;

    @BeforeEach
    void start() throws Exception {
        gather = harness(null);
    }

    @AfterEach
    void stop() throws Exception {
        gather.close();
    }

    @Test
    void aCardTestingBurstIsOneIncident() throws Exception {
        for (int i = 0; i < 1_000; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i * 100);
        }

        assertThat(own()).hasSize(1_000);
        assertThat(own()).filteredOn(alert -> alert.parentIncidentId() == null).hasSize(4);
        assertThat(own().subList(4, 1_000)).extracting(Alert::parentIncidentId).containsOnly(sharedId());
        assertThat(shared()).extracting(Alert::entity).containsOnly("IP 203.0.113.9");
        assertThat(shared()).hasSizeLessThan(20 + 10); // Its loss doubles nine times.
        assertThat(shared()).extracting(Alert::status).startsWith(Status.OPENED, Status.UPDATED);
        assertThat(shared().get(0).incident().scope().accountCount()).isEqualTo(5);
        assertThat(shared().get(0).openedAtMs()).isEqualTo(T0);
    }

    @Test
    void thoseThatWereSentOnBeforeTheyWereManyAreNamedOnceTheyAre() throws Exception {
        for (int i = 0; i < 8; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i);
        }

        assertThat(memberships())
                .containsExactly(
                        new IncidentLink("inc-acct-0", sharedId()),
                        new IncidentLink("inc-acct-1", sharedId()),
                        new IncidentLink("inc-acct-2", sharedId()),
                        new IncidentLink("inc-acct-3", sharedId()));
    }

    @Test
    void whoComesAgainIsNotAnother() throws Exception {
        for (int i = 0; i < 100; i++) {
            suspect("acct-" + i % 4, "203.0.113.9", T0 + i);
        }

        assertThat(shared()).isEmpty();
    }

    @Test
    void manyAddressesOrManyHoursAreNoBurst() throws Exception {
        for (int i = 0; i < 100; i++) {
            suspect("acct-" + i, "203.0.113." + i, T0 + i);
            suspect("acct-" + i, "198.51.100.1", T0 + i * SharedIncident.WINDOW_MS / 3);
        }

        assertThat(shared()).isEmpty();
    }

    @Test
    void endsWhenNothingIsAddedForADayAndForgetsIt() throws Exception {
        for (int i = 0; i < 6; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i * SharedIncident.WINDOW_MS / 6);
        }
        gather.time(T0 + SharedIncident.IDLE_MS);
        suspect("acct-7", "203.0.113.9", T0 + SharedIncident.IDLE_MS);
        gather.time(T0 + 3 * SharedIncident.IDLE_MS);

        assertThat(shared())
                .extracting(Alert::status)
                .containsExactly(Status.OPENED, Status.UPDATED, Status.UPDATED, Status.CLOSED);
        assertThat(gather.entries()).isZero();
        assertThat(gather.timers()).isZero();
    }

    @Test
    void aVerdictThatNamesItEndsIt() throws Exception {
        burst(6);
        label("acct-9", sharedId());
        suspect("acct-6", "203.0.113.9", T0 + 6);

        assertThat(shared()).extracting(Alert::status).containsExactly(Status.OPENED, Status.UPDATED, Status.CLOSED);
        assertThat(own().get(own().size() - 1).parentIncidentId()).isNull();
    }

    @Test
    void verdictsOnAsManyMembersAsMadeItOneEndIt() throws Exception {
        burst(7);
        for (String account : List.of("acct-0", "acct-0", "stranger", "acct-1", "acct-2", "acct-3")) {
            label(account, "inc-" + account);
        }
        assertThat(shared()).extracting(Alert::status).doesNotContain(Status.CLOSED);

        label("acct-5", "inc-acct-5");

        assertThat(shared()).extracting(Alert::status).endsWith(Status.CLOSED);
        assertThat(gather.entries()).isZero();
    }

    @Test
    void countsVerdictsOverARestore() throws Exception {
        burst(7);
        for (int i = 0; i < 4; i++) {
            label("acct-" + i, null);
        }
        restart();
        label("acct-3", null);
        assertThat(shared()).isEmpty();

        label("acct-4", null);

        assertThat(shared()).singleElement().satisfies(closed -> {
            assertThat(closed.status()).isEqualTo(Status.CLOSED);
            assertThat(closed.incident().scope().accountCount()).isEqualTo(7);
        });
    }

    @Test
    void goesOnAfterARestoreAndNamesTheSameBurstTheSame() throws Exception {
        burst(4);
        OperatorSubtaskState snapshot = gather.snapshot();
        suspect("acct-4", "203.0.113.9", T0 + 4);
        String id = sharedId();
        List<IncidentLink> members = memberships();
        start(snapshot);
        suspect("acct-4", "203.0.113.9", T0 + 4);

        assertThat(shared()).singleElement().extracting(Alert::incidentId).isEqualTo(id);
        assertThat(memberships()).isEqualTo(members).hasSize(4);
    }

    @Test
    void whatHasNoAddressPassesAsItIs() throws Exception {
        for (int i = 0; i < 10; i++) {
            suspect("acct-" + i, null, T0 + i);
        }

        assertThat(own()).hasSize(10).allMatch(alert -> alert.parentIncidentId() == null);
        assertThat(gather.entries()).isZero();
    }

    @Test
    void anErasedAccountIsForgottenAndTheBurstGoesOn() throws Exception {
        burst(5);
        label("acct-1", null);
        gather.erase("acct-4", T0 + 5);
        gather.erase("acct-1", T0 + 5);
        for (String account : List.of("acct-0", "acct-1", "acct-2", "acct-3", "acct-4")) {
            label(account, null);
        }
        assertThat(shared()).as("two of five are unknown").hasSize(1);

        gather.time(T0 + 3 * SharedIncident.IDLE_MS);

        assertThat(shared())
                .extracting(alert -> alert.status() + " " + alert.accountId() + " "
                        + alert.incident().scope().accountCount())
                .containsExactly("OPENED acct-4 5", "CLOSED erased 5");
    }

    @Test
    void ofAnErasedAccountAloneNothingStays() throws Exception {
        burst(1);
        gather.erase("acct-0", T0);

        assertThat(gather.entries()).isZero();
    }

    private void burst(int accounts) throws Exception {
        for (int i = 0; i < accounts; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i);
        }
    }

    private void restart() throws Exception {
        start(gather.snapshot());
    }

    private void start(OperatorSubtaskState snapshot) throws Exception {
        gather.close();
        gather = harness(snapshot);
    }

    private static IncidentHarness<IncidentEvent> harness(@Nullable OperatorSubtaskState restored) throws Exception {
        return new IncidentHarness<>(
                new CorrelateIncidents(SharedEntity.IP, ExchangeRates.EUROS),
                incidentEvent -> CorrelateIncidents.keyOf(incidentEvent, SharedEntity.IP),
                EventTypeInfo.INCIDENT,
                restored);
    }

    private void suspect(String account, @Nullable String ip, long atMs) throws Exception {
        Alert alert = new Alert(
                new IncidentState(
                        "inc-" + account,
                        Status.OPENED,
                        new IncidentTotals(1, 0, 0.5, 0.5, "EUR"),
                        atMs,
                        atMs,
                        IncidentScope.ACCOUNT),
                new SuspiciousTransaction(
                        account,
                        "tx-" + account,
                        new Money(100, "EUR"),
                        PLAIN.transaction().outcome(),
                        new ModelScore(Samples.trail(0.5), List.of(), null, "bundle")));
        gather.say(IncidentEvent.of(alert, parties(ip)).from(RecordOrigin.NONE), atMs);
    }

    private void label(String account, @Nullable String incident) throws Exception {
        Label label = new Label("tx-" + account, account, true, T0 + 60_000, Label.Source.VERDICT, incident);
        gather.say(IncidentEvent.of(label, T0 + 1, parties("203.0.113.9")), T0 + 1);
    }

    private static RelatedEntities parties(@Nullable String ip) {
        return new RelatedEntities(null, null, ip, null, null, null, null);
    }

    private String sharedId() {
        return shared().get(0).incidentId();
    }

    private List<IncidentLink> memberships() {
        return gather.emitted().stream()
                .filter(LinkEvent.class::isInstance)
                .map(event -> ((LinkEvent) event).link())
                .toList();
    }

    private List<Alert> own() {
        return alerts().stream().filter(alert -> alert.entity() == null).toList();
    }

    private List<Alert> shared() {
        return alerts().stream().filter(alert -> alert.entity() != null).toList();
    }

    private List<Alert> alerts() {
        return gather.emitted().stream()
                .filter(AlertEvent.class::isInstance)
                .map(event -> ((AlertEvent) event).alert())
                .toList();
    }
}
