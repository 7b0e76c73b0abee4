package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.codec.Samples;
import io.nacre.decision.Alert;
import io.nacre.decision.Alert.Status;
import io.nacre.decision.Burst;
import io.nacre.decision.Common;
import io.nacre.decision.Parties;
import io.nacre.payment.Money;
import io.nacre.payment.Origin;
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

class GatherTest {

    private static final long T0 = 1_700_000_000_000L;
    private static final Alert PLAIN = new Samples(1).ownAlert();

    private KeyedOneInputStreamOperatorTestHarness<String, Suspicion, Suspicion> gather;

    @BeforeEach
    void start() throws Exception {
        gather = harness();
        gather.open();
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
        assertThat(own()).filteredOn(alert -> alert.partOf() == null).hasSize(4);
        assertThat(own().subList(4, 1_000))
                .extracting(Alert::partOf)
                .containsOnly(shared().get(0).incidentId());
        assertThat(shared()).extracting(Alert::entity).containsOnly("IP 203.0.113.9");
        assertThat(shared()).hasSizeLessThan(25);
        assertThat(shared()).extracting(Alert::status).startsWith(Status.OPENED, Status.GROWN);
        assertThat(shared().get(0).accounts()).isEqualTo(5);
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
            suspect("acct-" + i, "198.51.100.1", T0 + i * Burst.WINDOW_MS / 3);
        }

        assertThat(shared()).isEmpty();
    }

    @Test
    void endsWhenNothingIsAddedForAnHourAndForgetsIt() throws Exception {
        for (int i = 0; i < 6; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i);
        }
        gather.processWatermark(new Watermark(T0 + 2 * Burst.WINDOW_MS));

        assertThat(shared()).extracting(Alert::status).containsExactly(Status.OPENED, Status.GROWN, Status.CLOSED);
        assertThat(gather.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnAfterARestoreAndNamesTheSameBurstTheSame() throws Exception {
        for (int i = 0; i < 4; i++) {
            suspect("acct-" + i, "203.0.113.9", T0 + i);
        }
        OperatorSubtaskState snapshot = gather.snapshot(1, 1);
        suspect("acct-4", "203.0.113.9", T0 + 4);
        String id = shared().get(0).incidentId();
        gather.close();

        gather = harness();
        gather.initializeState(snapshot);
        gather.open();
        suspect("acct-4", "203.0.113.9", T0 + 4);

        assertThat(shared()).singleElement().extracting(Alert::incidentId).isEqualTo(id);
    }

    @Test
    void whatHasNoAddressOrIsOverPassesAsItIs() throws Exception {
        for (int i = 0; i < 10; i++) {
            suspect("acct-" + i, null, T0 + i);
        }

        assertThat(own()).hasSize(10).allMatch(alert -> alert.partOf() == null);
        assertThat(gather.numKeyedStateEntries()).isZero();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Suspicion, Suspicion> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Gather(Common.IP)),
                suspicion -> Gather.keyOf(suspicion, Common.IP),
                Types.STRING);
    }

    private void suspect(String account, @Nullable String ip, long atMs) throws Exception {
        Alert alert = new Alert(
                "inc-" + account,
                Status.OPENED,
                account,
                "tx-" + account,
                1,
                new Money(100, "EUR"),
                PLAIN.outcome(),
                0.5,
                0.5,
                0.5,
                0,
                PLAIN.trail(),
                List.of(),
                null,
                "bundle",
                atMs,
                atMs,
                null,
                1,
                null);
        Parties parties = new Parties(null, null, ip, null, null, null, null);
        gather.processElement(new StreamRecord<>(new Suspicion(alert, parties, Origin.NONE), atMs));
    }

    private List<Alert> own() {
        return alerts().stream().filter(alert -> alert.entity() == null).toList();
    }

    private List<Alert> shared() {
        return alerts().stream().filter(alert -> alert.entity() != null).toList();
    }

    private List<Alert> alerts() {
        return gather.extractOutputValues().stream().map(Suspicion::alert).toList();
    }
}
