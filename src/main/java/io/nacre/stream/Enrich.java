package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Key;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Runs the slices of one key: Flink keeps their memory, the slices do the work. */
final class Enrich extends KeyedProcessFunction<String, Enriched, Enriched> {

    private final Key key;
    private transient Hop hop;

    @SuppressWarnings("NullAway.Init") // hop: Flink opens the operator before the first element.
    Enrich(Key key) {
        this.key = key;
    }

    @Override
    public void open(OpenContext context) {
        hop = new Hop(key, getRuntimeContext());
    }

    @Override
    public void processElement(Enriched enriched, Context context, Collector<Enriched> out) throws Exception {
        hop.pass(enriched, context.timerService());
        out.collect(enriched);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Enriched> out) throws Exception {
        hop.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
