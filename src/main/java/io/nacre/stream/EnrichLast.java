package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Key;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** The last hop: as every other, and lets news into the stream, of which every task is told. */
final class EnrichLast extends KeyedBroadcastProcessFunction<String, Enriched, News, Arrival> {

    private final Key key;
    private transient Hop hop;

    @SuppressWarnings("NullAway.Init") // hop: Flink opens the operator before the first element.
    EnrichLast(Key key) {
        this.key = key;
    }

    @Override
    public void open(OpenContext context) {
        hop = new Hop(key, getRuntimeContext());
    }

    @Override
    public void processElement(Enriched enriched, ReadOnlyContext context, Collector<Arrival> out) throws Exception {
        hop.pass(enriched, context.timerService());
        out.collect(Arrival.of(enriched));
    }

    @Override
    public void processBroadcastElement(News news, Context context, Collector<Arrival> out) {
        out.collect(Arrival.of(news));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<Arrival> out) throws Exception {
        hop.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
