package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringUpdate;
import io.nacre.stream.metrics.JobMetric;
import io.nacre.stream.metrics.StageTimer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** Runs the last {@link KeyedEnrichment}, and merges the broadcast scoring updates into the stream. */
final class EnrichAndMergeUpdates
        extends KeyedBroadcastProcessFunction<String, EnrichedEvent, ScoringUpdate, ScoringInput> {

    private final EntityType entityType;
    private transient KeyedEnrichment enrichment;
    private transient StageTimer stageTimer;

    @SuppressWarnings("NullAway.Init") // Flink opens the operator before the first element.
    EnrichAndMergeUpdates(EntityType entityType) {
        this.entityType = entityType;
    }

    @Override
    public void open(OpenContext context) {
        enrichment = KeyedEnrichment.of(entityType, getRuntimeContext());
        stageTimer = new StageTimer(JobMetric.group(getRuntimeContext()));
    }

    @Override
    public void processElement(EnrichedEvent event, ReadOnlyContext context, Collector<ScoringInput> out)
            throws Exception {
        stageTimer.start();
        enrichment.process(event, context.timerService(), enriched -> out.collect(ScoringInput.of(enriched)));
        stageTimer.stop();
    }

    @Override
    public void processBroadcastElement(ScoringUpdate scoringUpdate, Context context, Collector<ScoringInput> out) {
        out.collect(ScoringInput.of(scoringUpdate));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoringInput> out) throws Exception {
        enrichment.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
