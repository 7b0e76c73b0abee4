package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Runs a {@link KeyedEnrichment} on a keyed stream. */
final class EnrichByKey extends KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> {

    private final EntityType entityType;
    private transient KeyedEnrichment enrichment;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    EnrichByKey(EntityType entityType) {
        this.entityType = entityType;
    }

    @Override
    public void open(OpenContext context) {
        enrichment = KeyedEnrichment.of(entityType, getRuntimeContext());
        stageTimer = new StageTimer(JobMetric.group(getRuntimeContext()));
    }

    @Override
    public void processElement(EnrichedEvent event, Context context, Collector<EnrichedEvent> out) throws Exception {
        stageTimer.start();
        enrichment.process(event, context.timerService(), out::collect);
        stageTimer.stop();
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EnrichedEvent> out) throws Exception {
        enrichment.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
