package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.incident.Alert.Status;
import io.nacre.decision.incident.IncidentScope;
import io.nacre.decision.incident.IncidentState;
import io.nacre.decision.incident.IncidentTotals;
import io.nacre.decision.incident.SuspiciousTransaction;
import io.nacre.payment.Millis;
import io.nacre.stream.event.IncidentEvent;
import io.nacre.stream.event.IncidentLink;
import io.nacre.stream.event.WithOrigin;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderIncidentAlertsTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Alert PLAIN = new Samples(1).ownAlert();

    private IncidentHarness<WithOrigin<Alert>> collate;

    @BeforeEach
    void start() throws Exception {
        start(null);
    }

    @AfterEach
    void stop() throws Exception {
        collate.close();
    }

    @Test
    void alertsThatOvertookEachOtherComeInOrderAndOnce() throws Exception {
        say(Status.UPDATED, 2, null);
        assertThat(emitted()).isEmpty();
        say(Status.OPENED, 1, null);
        say(Status.UPDATED, 4, null);
        say(Status.UPDATED, 3, null);
        say(Status.UPDATED, 4, null);
        say(Status.CLOSED, 4, null);
        say(Status.UPDATED, 5, null);

        assertThat(emitted())
                .extracting(alert -> alert.status() + " " + alert.totals().transactionCount())
                .containsExactly("OPENED 1", "UPDATED 2", "UPDATED 4", "CLOSED 4");
    }

    @Test
    void emitsAnAlertAgainAsPartOfTheSharedIncident() throws Exception {
        say(Status.OPENED, 1, null);
        join("inc-shared");
        join("inc-shared");
        join("inc-another");
        say(Status.UPDATED, 2, null);
        say(Status.CLOSED, 2, null);

        assertThat(emitted())
                .extracting(alert ->
                        alert.status() + " " + alert.totals().transactionCount() + " " + alert.parentIncidentId())
                .containsExactly(
                        "OPENED 1 null", "UPDATED 1 inc-shared", "UPDATED 2 inc-shared", "CLOSED 2 inc-shared");
    }

    @Test
    void doesNotEmitAClosedIncidentAgain() throws Exception {
        say(Status.OPENED, 1, null);
        say(Status.CLOSED, 1, null);
        join("inc-shared");

        assertThat(emitted()).extracting(Alert::parentIncidentId).containsOnlyNulls();
    }

    @Test
    void aMembershipMayOvertakeTheOpening() throws Exception {
        join("inc-shared");
        say(Status.OPENED, 1, null);

        assertThat(emitted())
                .singleElement()
                .satisfies(alert -> assertThat(alert.parentIncidentId()).isEqualTo("inc-shared"));
    }

    @Test
    void anOpeningWithAParentLinksTheAlertThatOvertookIt() throws Exception {
        say(Status.UPDATED, 2, null);
        say(Status.OPENED, 1, "inc-shared");
        say(Status.UPDATED, 3, null);

        assertThat(emitted())
                .extracting(alert -> alert.status() + " " + alert.parentIncidentId())
                .containsExactly("OPENED inc-shared", "UPDATED inc-shared", "UPDATED inc-shared");
    }

    @Test
    void anOvertakenAlertStillBringsItsParent() throws Exception {
        say(Status.OPENED, 1, null);
        say(Status.UPDATED, 3, null);
        say(Status.UPDATED, 2, "inc-shared");
        say(Status.OPENED, 1, "inc-shared");

        assertThat(emitted())
                .extracting(alert ->
                        alert.status() + " " + alert.totals().transactionCount() + " " + alert.parentIncidentId())
                .containsExactly("OPENED 1 null", "UPDATED 3 null", "UPDATED 3 inc-shared");
    }

    @Test
    void keepsTheEmittedAlertsOverARestore() throws Exception {
        say(Status.OPENED, 1, null);
        join("inc-shared");
        OperatorSubtaskState snapshot = collate.snapshot();
        collate.close();

        start(snapshot);
        say(Status.OPENED, 1, null);
        join("inc-shared");
        say(Status.UPDATED, 2, null);

        assertThat(emitted())
                .extracting(alert -> alert.status() + " " + alert.parentIncidentId())
                .containsExactly("UPDATED inc-shared");
    }

    @Test
    void keepsWhatIsOpenAndForgetsTheRest() throws Exception {
        say(Status.OPENED, 1, null);
        collate.time(T0 + 9 * Millis.DAY_MS);
        assertThat(collate.entries()).isEqualTo(1);

        say(Status.CLOSED, 1, null);
        collate.say(IncidentEvent.of(new IncidentLink("never-opened", "inc-shared")), T0);
        collate.time(T0 + 19 * Millis.DAY_MS);

        assertThat(collate.entries()).isZero();
        assertThat(collate.timers()).isZero();
    }

    @Test
    void ofAnErasedAccountNothingStays() throws Exception {
        say(Status.OPENED, 1, null);
        collate.erase("another", T0);
        assertThat(collate.entries()).isEqualTo(1);

        collate.erase("acct", T0);

        assertThat(collate.entries()).isZero();
    }

    @Test
    void anErasedAccountIsNotNamedInASharedIncidentAnyMore() throws Exception {
        collate.say(IncidentEvent.of(alert(Status.OPENED, 1, "IP 203.0.113.9", null)), T0);

        collate.erase("acct", T0);
        join("inc-larger");

        assertThat(emitted()).extracting(Alert::accountId).containsExactly("acct", "erased");
        assertThat(emitted().get(1).transactionId()).isEqualTo("erased");
        assertThat(emitted().get(1).model().reasons()).isEmpty();
    }

    private List<Alert> emitted() {
        return collate.emitted().stream().map(WithOrigin::value).toList();
    }

    private void start(@Nullable OperatorSubtaskState restored) throws Exception {
        collate = new IncidentHarness<>(
                new OrderIncidentAlerts(),
                IncidentEvent::subject,
                TypeInformation.of(new TypeHint<WithOrigin<Alert>>() {}),
                restored);
    }

    private void say(Status status, int transactions, @Nullable String parentIncidentId) throws Exception {
        collate.say(IncidentEvent.of(alert(status, transactions, null, parentIncidentId)), T0);
    }

    private static Alert alert(
            Status status, int transactions, @Nullable String entity, @Nullable String parentIncidentId) {
        return new Alert(
                new IncidentState(
                        "inc-own",
                        status,
                        new IncidentTotals(transactions, 0, 0.5, 0.5, "EUR"),
                        T0,
                        T0,
                        new IncidentScope(entity, 1, parentIncidentId)),
                new SuspiciousTransaction(
                        "acct",
                        "tx",
                        PLAIN.transaction().amount(),
                        PLAIN.transaction().outcome(),
                        PLAIN.model()));
    }

    private void join(String sharedId) throws Exception {
        collate.say(IncidentEvent.of(new IncidentLink("inc-own", sharedId)), T0);
    }
}
