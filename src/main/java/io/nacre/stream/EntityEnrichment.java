package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EnrichedEvent.ErasureEvent;
import io.nacre.feature.EnrichedEvent.LabelEvent;
import io.nacre.feature.EnrichedEvent.LifecycleEffectEvent;
import io.nacre.feature.EnrichedEvent.TransactionEvent;
import io.nacre.feature.EntityType;
import io.nacre.feature.FeatureGroup;
import io.nacre.feature.Retention;
import io.nacre.feature.layer.Layers;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.stream.state.KeyState;
import io.nacre.stream.state.KeyedStateStore;
import java.util.List;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/** Enrichment by any key except the account: reads features from the key's state, updates it, and emits every event. */
final class EntityEnrichment implements KeyedEnrichment {

    private final EntityType entityType;
    private final List<FeatureGroup<?>> groups;
    private final KeyedStateStore store;

    EntityEnrichment(EntityType entityType, RuntimeContext runtime) {
        this.entityType = entityType;
        this.groups = Layers.featureGroups(entityType);
        this.store = KeyedStateStore.of(entityType, runtime);
    }

    @Override
    public void process(EnrichedEvent event, TimerService timers, Consumer<EnrichedEvent> out) throws Exception {
        String key = entityType.of(event.keys());
        if (event instanceof TransactionEvent transaction) {
            addTransaction(key, transaction, timers);
        } else if (key != null && event instanceof LabelEvent label) {
            applyLabel(key, label, timers);
        } else if (key != null && event instanceof LifecycleEffectEvent lifecycle) {
            applyLifecycle(key, lifecycle, timers);
        } else if (key != null && event instanceof ErasureEvent) {
            store.erase(key, event.keys().atMs(), timers);
        }
        out.accept(event);
    }

    @Override
    public void onTimer(String key, long timestampMs, TimerService timers) throws Exception {
        store.onTimer(key, timestampMs, timers);
    }

    private void applyLabel(String key, LabelEvent event, TimerService timers) throws Exception {
        Label label = event.label();
        if (Retention.isWithinDisputePeriod(label, event.keys())) {
            KeyState state = store.load(key, event.keys().atMs());
            state.applyLabel(label, event.keys());
            store.store(key, state, label.knownAtMs(), timers);
        }
    }

    private void applyLifecycle(String key, LifecycleEffectEvent event, TimerService timers) throws Exception {
        KeyState state = store.load(key, event.keys().atMs());
        state.schedule(event.effect());
        store.store(key, state, event.effect().occurredAtMs(), timers);
    }

    private void addTransaction(@Nullable String key, TransactionEvent event, TimerService timers) throws Exception {
        Transaction transaction = event.transaction();
        if (key == null) {
            for (int i = 0; i < groups.size(); i++) {
                groups.get(i).absent(transaction, event.facts(), event.vector());
            }
            return;
        }
        KeyState state = store.load(key, transaction.eventTimeMs());
        state.step(transaction, event.facts(), event.vector());
        store.store(key, state, transaction.eventTimeMs(), timers);
    }
}
