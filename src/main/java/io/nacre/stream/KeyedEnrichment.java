package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * The logic of one enrichment operator. The functions {@link EnrichByKey} and {@link EnrichAndMergeUpdates} only pass
 * Flink's calls on to it.
 */
interface KeyedEnrichment {

    static KeyedEnrichment of(EntityType entityType, RuntimeContext runtime) {
        return entityType == EntityType.ACCOUNT
                ? new AccountEnrichment(runtime)
                : new EntityEnrichment(entityType, runtime);
    }

    /**
     * Applies an event to the state of its key.
     *
     * @param out receives the events for the next operator
     */
    void process(EnrichedEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception;

    void onTimer(String key, long timestampMs, TimerService timers) throws Exception;
}
