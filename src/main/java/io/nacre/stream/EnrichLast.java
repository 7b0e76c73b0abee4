package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** The last hop: as every other, and lets news into the stream, of which every task is told. */
final class EnrichLast extends KeyedBroadcastProcessFunction<String, EnrichedEvent, News, Arrival> {

    private final EntityType entityType;
    private transient Hop hop;

    @SuppressWarnings("NullAway.Init") // hop: Flink opens the operator before the first element.
    EnrichLast(EntityType entityType) {
        this.entityType = entityType;
    }

    @Override
    public void open(OpenContext context) {
        hop = new Hop(entityType, getRuntimeContext());
    }

    @Override
    public void processElement(EnrichedEvent enrichedEvent, ReadOnlyContext context, Collector<Arrival> out)
            throws Exception {
        hop.pass(enrichedEvent, context.timerService());
        out.collect(Arrival.of(enrichedEvent));
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
