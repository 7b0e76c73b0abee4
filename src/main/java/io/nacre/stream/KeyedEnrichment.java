package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityType;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/**
 * What one hop does with the events of its key. The operators {@link EnrichByKey} and {@link EnrichAndMergeUpdates}
 * only pass Flink's calls on to it.
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
     * @param out takes what goes on to the next hop
     */
    void process(EnrichedEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception;

    void onTimer(String key, long timestampMs, TimerService timers) throws Exception;
}
