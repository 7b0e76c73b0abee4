package io.nacre.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Payments;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Millis;
import io.nacre.payment.RecordOrigin;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.CheckpointOptions;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.runtime.state.memory.MemCheckpointStreamFactory;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFinalizer;
import org.apache.flink.streaming.api.operators.OperatorSnapshotFutures;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A key's memory lies on the heap as an object that goes on changing, in RocksDB as bytes: both give it back. */
@Tag("flink")
class StateOnBackendsTest {

    private static final long T0 = Payments.START_MS;

    static List<StateBackend> backends() {
        return List.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend(true));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void aSnapshotIsNotChangedByLaterUpdates(StateBackend backend) throws Exception {
        OperatorSubtaskState snapshot;
        float[] expected;
        try (var account = harness(backend)) {
            account.open();
            pay(account, 0, 10);

            OperatorSnapshotFutures taking = begin(account);
            pay(account, 10, 30);
            snapshot = OperatorSnapshotFinalizer.create(taking).getJobManagerOwnedState();
        }
        try (var undisturbed = harness(backend)) {
            undisturbed.open();
            expected = pay(undisturbed, 0, 31);
        }

        try (var account = harness(backend)) {
            account.initializeState(snapshot);
            account.open();

            assertThat(payments(pay(account, 10, 11))).isEqualTo((float) Math.log1p(10));
            assertThat(pay(account, 11, 31)).isEqualTo(expected);
        }
    }

    private static float payments(float[] vector) {
        return vector[Layers.featureNames().indexOf("history.payments")];
    }

    /** Begins a snapshot that is written only once somebody waits for it. */
    private static OperatorSnapshotFutures begin(
            KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> account) throws Exception {
        account.getOperator().prepareSnapshotPreBarrier(1);
        return account.getOneInputOperator()
                .snapshotState(
                        1,
                        1,
                        CheckpointOptions.forCheckpointWithDefaultLocation(),
                        new MemCheckpointStreamFactory(1 << 24));
    }

    /** Pays once an hour; the last vector. */
    private static float[] pay(
            KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> account, int from, int to)
            throws Exception {
        for (int i = from; i < to; i++) {
            long atMs = T0 + i * Millis.HOUR_MS;
            EnrichedEvent payment =
                    EnrichedEvent.of(Payments.payment("tx-" + i, "acct", atMs), Facts.UNKNOWN, RecordOrigin.NONE);
            account.processElement(new StreamRecord<>(payment, atMs));
        }
        List<EnrichedEvent> out = account.extractOutputValues();
        return ((TransactionEvent) out.get(out.size() - 1)).vector().values();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, EnrichedEvent, EnrichedEvent> harness(
            StateBackend backend) throws Exception {
        var account = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new EnrichByKey(EntityType.ACCOUNT)),
                (EnrichedEvent enrichedEvent) -> enrichedEvent.keys().accountId(),
                Types.STRING);
        account.setStateBackend(backend);
        return account;
    }
}
