package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringUpdate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/** The last keyed enrichment; it also merges the broadcast scoring updates into the stream. */
final class EnrichAndMergeUpdates
        extends KeyedBroadcastProcessFunction<String, EnrichedEvent, ScoringUpdate, ScoringInput> {

    private final EntityType entityType;
    private transient KeyedEnrichment keyedEnrichment;

    @SuppressWarnings("NullAway.Init") // hop: Flink opens the operator before the first element.
    EnrichAndMergeUpdates(EntityType entityType) {
        this.entityType = entityType;
    }

    @Override
    public void open(OpenContext context) {
        keyedEnrichment = new KeyedEnrichment(entityType, getRuntimeContext());
    }

    @Override
    public void processElement(EnrichedEvent enrichedEvent, ReadOnlyContext context, Collector<ScoringInput> out)
            throws Exception {
        keyedEnrichment.pass(enrichedEvent, context.timerService());
        out.collect(ScoringInput.of(enrichedEvent));
    }

    @Override
    public void processBroadcastElement(ScoringUpdate scoringUpdate, Context context, Collector<ScoringInput> out) {
        out.collect(ScoringInput.of(scoringUpdate));
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<ScoringInput> out) throws Exception {
        keyedEnrichment.onTimer(context.getCurrentKey(), timestamp, context.timerService());
    }
}
