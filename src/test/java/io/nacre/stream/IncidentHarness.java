package io.nacre.stream;

import io.nacre.decision.control.ErasureRequest;
import io.nacre.stream.event.IncidentEvent;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** One operator of the way from the guard to the analyst, which is also told of accounts to forget. */
final class IncidentHarness<O> implements AutoCloseable {

    private final KeyedBroadcastOperatorTestHarness<String, IncidentEvent, ErasureRequest, O> operator;

    IncidentHarness(
            KeyedBroadcastProcessFunction<String, IncidentEvent, ErasureRequest, O> function,
            KeySelector<IncidentEvent, String> key,
            TypeInformation<O> out,
            @Nullable OperatorSubtaskState restored)
            throws Exception {
        operator = new KeyedBroadcastOperatorTestHarness<>(
                new CoBroadcastWithKeyedOperator<>(function, List.of()), key, Types.STRING, 1, 1, 0);
        operator.setup(out.createSerializer(new SerializerConfigImpl()));
        if (restored != null) {
            operator.initializeState(restored);
        }
        operator.open();
    }

    void say(IncidentEvent incidentEvent, long atMs) throws Exception {
        operator.processElement(new StreamRecord<>(incidentEvent, atMs));
    }

    void erase(String account, long atMs) throws Exception {
        operator.processBroadcastElement(new StreamRecord<>(new ErasureRequest(account, "ann", "asked", atMs), atMs));
    }

    void time(long nowMs) throws Exception {
        operator.processWatermark(new Watermark(nowMs));
        operator.processBroadcastWatermark(new Watermark(nowMs));
    }

    List<O> emitted() {
        return operator.extractOutputValues();
    }

    int entries() {
        var backend = (HeapKeyedStateBackend<?>) operator.getOperator().getKeyedStateBackend();
        return backend.numKeyValueStateEntries();
    }

    int timers() {
        return operator.numEventTimeTimers();
    }

    OperatorSubtaskState snapshot() throws Exception {
        return operator.snapshot(1, 1);
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
