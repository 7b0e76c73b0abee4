package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Runs the slices of one key: Flink keeps their memory, the slices do the work. */
final class EnrichByKey extends KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> {

    private final EntityType entityType;
    private transient KeyedEnrichment keyedEnrichment;

    @SuppressWarnings("NullAway.Init") // hop: Flink opens the operator before the first element.
    EnrichByKey(EntityType entityType) {
        this.entityType = entityType;
    }

    @Override
    public void open(OpenContext context) {
        keyedEnrichment = new KeyedEnrichment(entityType, getRuntimeContext());
    }

    @Override
    public void processElement(EnrichedEvent enrichedEvent, Context context, Collector<EnrichedEvent> out)
            throws Exception {
        keyedEnrichment.pass(enrichedEvent, context.timerService());
        out.collect(enrichedEvent);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EnrichedEvent> out) throws Exception {
        keyedEnrichment.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
