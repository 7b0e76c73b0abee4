package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import io.nacre.stream.event.EventTypeInfo;
import io.nacre.stream.event.ScoringInput;
import io.nacre.stream.event.ScoringUpdate;
import java.util.Locale;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Builds the enrichment operators, one per key type, in the order in which events pass them. */
final class EnrichmentChain {

    private final DataStream<EnrichedEvent> stream;

    private EnrichmentChain(DataStream<EnrichedEvent> stream) {
        this.stream = stream;
    }

    static EnrichmentChain over(DataStream<EnrichedEvent> resolved) {
        return new EnrichmentChain(resolved);
    }

    /** Adds the features of this key. */
    EnrichmentChain per(EntityType entityType) {
        return new EnrichmentChain(named(
                entityType,
                keyed(entityType).process(new EnrichByKey(entityType)).returns(EventTypeInfo.ENRICHED)));
    }

    /** Adds the features of the last key, and merges the broadcast scoring updates into the stream. */
    DataStream<ScoringInput> last(EntityType entityType, DataStream<ScoringUpdate> updates) {
        return named(
                entityType,
                keyed(entityType)
                        .connect(updates.broadcast(Score.UPDATES))
                        .process(new EnrichAndMergeUpdates(entityType))
                        .returns(EventTypeInfo.ARRIVAL));
    }

    DataStream<EnrichedEvent> enriched() {
        return stream;
    }

    private KeyedStream<EnrichedEvent, String> keyed(EntityType entityType) {
        return stream.keyBy(event -> partition(entityType, event));
    }

    private static <T> SingleOutputStreamOperator<T> named(
            EntityType entityType, SingleOutputStreamOperator<T> operator) {
        return FraudPipeline.named("enrich-by-" + entityType.name().toLowerCase(Locale.ROOT), operator);
    }

    /**
     * An event without the key is partitioned by its account, so that such events do not gather on one subtask. It
     * touches no state there.
     */
    private static String partition(EntityType entityType, EnrichedEvent event) {
        String value = entityType.of(event.keys());
        return value == null ? '\0' + event.keys().accountId() : value;
    }
}
