package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;

/** Passes a stream through the layers, one partitioning for each key, so that the job reads as the data flows. */
final class Cascade {

    private final DataStream<EnrichedEvent> stream;

    private Cascade(DataStream<EnrichedEvent> stream) {
        this.stream = stream;
    }

    static Cascade over(DataStream<EnrichedEvent> resolved) {
        return new Cascade(resolved);
    }

    /** The layers remembered per this key. */
    Cascade per(EntityType entityType) {
        return hop(entityType, entityType == EntityType.ACCOUNT ? new EnrichAccount() : new Enrich(entityType));
    }

    /** The same for the last key, where the stream is joined by news of which every task is told. */
    DataStream<Arrival> last(EntityType entityType, DataStream<News> news) {
        String id = id(entityType);
        return stream.keyBy(enrichedEvent -> partition(entityType, enrichedEvent))
                .connect(news.broadcast(News.KEPT))
                .process(new EnrichLast(entityType))
                .returns(Edge.ARRIVAL)
                .uid(id)
                .name(id);
    }

    DataStream<EnrichedEvent> enriched() {
        return stream;
    }

    private Cascade hop(EntityType entityType, KeyedProcessFunction<String, EnrichedEvent, EnrichedEvent> enrich) {
        String id = id(entityType);
        return new Cascade(stream.keyBy(enrichedEvent -> partition(entityType, enrichedEvent))
                .process(enrich)
                .returns(Edge.ENRICHED)
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
