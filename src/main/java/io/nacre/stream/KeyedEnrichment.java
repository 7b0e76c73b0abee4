package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.Kind;
import io.nacre.feature.EntityType;
import io.nacre.feature.Retention;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.stream.state.KeyedStateStore;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;

/** What is done at every hop but the account's: features are read from the key's memory, then it is changed. */
final class KeyedEnrichment {

    private final EntityType entityType;
    private final KeyedStateStore keyedStateStore;

    KeyedEnrichment(EntityType entityType, RuntimeContext runtime) {
        this.entityType = entityType;
        this.keyedStateStore = KeyedStateStore.of(entityType, runtime);
    }

    void pass(EnrichedEvent enrichedEvent, TimerService timers) throws Exception {
        String id = entityType.of(enrichedEvent.keys());
        if (enrichedEvent.kind() == Kind.TRANSACTION) {
            Transaction transaction = requireNonNull(enrichedEvent.transaction());
            if (id != null) {
                keyedStateStore.step(
                        id, keyedStateStore.load(id, transaction.atMs()), transaction, enrichedEvent, timers);
            } else {
                keyedStateStore.absent(transaction, enrichedEvent);
            }
        } else if (enrichedEvent.kind() == Kind.LABEL && id != null) {
            Label label = requireNonNull(enrichedEvent.label());
            if (Retention.teaches(label, enrichedEvent.keys())) {
                keyedStateStore.applyLabel(
                        id, keyedStateStore.load(id, enrichedEvent.keys().atMs()), label, enrichedEvent.keys(), timers);
            }
        } else if (enrichedEvent.kind() == Kind.ERASURE && id != null) {
            keyedStateStore.erase(id, enrichedEvent.keys().atMs(), timers);
        }
    }

    void onTimer(String id, long timestamp, TimerService timers) throws Exception {
        keyedStateStore.onTimer(id, timestamp, timers);
    }
}
