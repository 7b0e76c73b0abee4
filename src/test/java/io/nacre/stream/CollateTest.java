package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.Alert;
import io.nacre.decision.Alert.Status;
import io.nacre.profile.Windows;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollateTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Alert PLAIN = new Samples(1).ownAlert();

    private KeyedOneInputStreamOperatorTestHarness<String, Suspicion, Sourced<Alert>> collate;

    @BeforeEach
    void start() throws Exception {
        collate = harness();
        collate.open();
    }

    @AfterEach
    void stop() throws Exception {
        collate.close();
    }

    @Test
    void alertsThatOvertookEachOtherComeInOrderAndOnce() throws Exception {
        say(Status.GROWN, 2, null);
        assertThat(said()).isEmpty();
        say(Status.OPENED, 1, null);
        say(Status.GROWN, 4, null);
        say(Status.GROWN, 3, null);
        say(Status.GROWN, 4, null);
        say(Status.CLOSED, 4, null);
        say(Status.GROWN, 5, null);

        assertThat(said())
                .extracting(alert -> alert.status() + " " + alert.transactions())
                .containsExactly("OPENED 1", "GROWN 2", "GROWN 4", "CLOSED 4");
    }

    @Test
    void anAlertThatWasSentOnIsSaidAgainAsPartOfTheSharedIncident() throws Exception {
        say(Status.OPENED, 1, null);
        join("inc-shared");
        join("inc-shared");
        join("inc-another");
        say(Status.GROWN, 2, null);
        say(Status.CLOSED, 2, null);

        assertThat(said())
                .extracting(alert -> alert.status() + " " + alert.transactions() + " " + alert.partOf())
                .containsExactly("OPENED 1 null", "GROWN 1 inc-shared", "GROWN 2 inc-shared", "CLOSED 2 inc-shared");
    }

    @Test
    void whatHasEndedIsNotSaidAgain() throws Exception {
        say(Status.OPENED, 1, null);
        say(Status.CLOSED, 1, null);
        join("inc-shared");

        assertThat(said()).extracting(Alert::partOf).containsOnlyNulls();
    }

    @Test
    void aMembershipMayOvertakeTheOpening() throws Exception {
        join("inc-shared");
        say(Status.OPENED, 1, null);

        assertThat(said())
                .singleElement()
                .satisfies(alert -> assertThat(alert.partOf()).isEqualTo("inc-shared"));
    }

    @Test
    void knowsOverARestoreWhatWasSaid() throws Exception {
        say(Status.OPENED, 1, null);
        join("inc-shared");
        OperatorSubtaskState snapshot = collate.snapshot(1, 1);
        collate.close();

        collate = harness();
        collate.initializeState(snapshot);
        collate.open();
        say(Status.OPENED, 1, null);
        join("inc-shared");
        say(Status.GROWN, 2, null);

        assertThat(said())
                .extracting(alert -> alert.status() + " " + alert.partOf())
                .containsExactly("GROWN inc-shared");
    }

    @Test
    void keepsWhatIsOpenAndForgetsTheRest() throws Exception {
        say(Status.OPENED, 1, null);
        collate.processWatermark(new Watermark(T0 + 9 * Windows.DAY_MS));
        assertThat(collate.numKeyedStateEntries()).isEqualTo(1);

        say(Status.CLOSED, 1, null);
        collate.processElement(new StreamRecord<>(Suspicion.of(new Membership("never-opened", "inc-shared")), T0));
        collate.processWatermark(new Watermark(T0 + 19 * Windows.DAY_MS));

        assertThat(collate.numKeyedStateEntries()).isZero();
        assertThat(collate.numEventTimeTimers()).isZero();
    }

    private List<Alert> said() {
        return collate.extractOutputValues().stream().map(Sourced::value).toList();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Suspicion, Sourced<Alert>> harness()
            throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Collate()), Suspicion::subject, Types.STRING);
    }

    private void say(Status status, int transactions, @Nullable String partOf) throws Exception {
        Alert alert = new Alert(
                "inc-own",
                status,
                "acct",
                "tx",
                transactions,
                PLAIN.amount(),
                PLAIN.outcome(),
                0.5,
                0.5,
                0.5,
                0,
                PLAIN.trail(),
                PLAIN.reasons(),
                null,
                "bundle",
                T0,
                T0,
                null,
                1,
                partOf);
        collate.processElement(new StreamRecord<>(Suspicion.of(alert), T0));
    }

    private void join(String sharedId) throws Exception {
        collate.processElement(new StreamRecord<>(Suspicion.of(new Membership("inc-own", sharedId)), T0));
    }
}
