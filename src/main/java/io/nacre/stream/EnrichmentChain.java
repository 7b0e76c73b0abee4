package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringUpdate;
import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** Passes a stream through the layers, one partitioning for each key, so that the job reads as the data flows. */
final class EnrichmentChain {

    private final DataStream<EnrichedEvent> stream;

    private EnrichmentChain(DataStream<EnrichedEvent> stream) {
        this.stream = stream;
    }

    static EnrichmentChain over(DataStream<EnrichedEvent> resolved) {
        return new EnrichmentChain(resolved);
    }

    /** The layers remembered per this key. */
    EnrichmentChain per(EntityType entityType) {
        return hop(entityType, entityType == EntityType.ACCOUNT ? new EnrichAccount() : new EnrichByKey(entityType));
    }

    /** The same for the last key, where the broadcast scoring updates join the stream. */
    DataStream<ScoringInput> last(EntityType entityType, DataStream<ScoringUpdate> news) {
        String id = id(entityType);
        return stream.keyBy(enrichedEvent -> partition(entityType, enrichedEvent))
                .connect(news.broadcast(Score.UPDATES))
                .process(new EnrichAndMergeUpdates(entityType))
                .returns(EventTypeInfo.ARRIVAL)
                .uid(id)
                .name(id);
    }

    DataStream<EnrichedEvent> enriched() {
        return stream;
    }

    private EnrichmentChain hop(
            EntityType entityType, KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> enrich) {
        String id = id(entityType);
        return new EnrichmentChain(stream.keyBy(enrichedEvent -> partition(entityType, enrichedEvent))
                .process(enrich)
                .returns(EventTypeInfo.ENRICHED)
                .uid(id)
                .name(id));
    }

    private static String id(EntityType entityType) {
        return "per-" + entityType.name().toLowerCase(Locale.ROOT);
    }

    /** What lacks the key is spread by account instead of gathering on one hot key; it touches no state there. */
    private static String partition(EntityType entityType, EnrichedEvent enrichedEvent) {
        String value = entityType.of(enrichedEvent.keys());
        return value == null ? '\0' + enrichedEvent.keys().accountId() : value;
    }
}
