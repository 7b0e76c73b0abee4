package io.nacre.stream.state;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureSlice;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * The memories of one key, kept by Flink, stepped by the slices, and forgotten once the key has been silent for long.
 */
public final class KeyedStateStore {

    private final List<FeatureSlice<?>> slices;
    private final HotStateCache hotStateCache;

    private KeyedStateStore(List<FeatureSlice<?>> slices, HotStateCache hotStateCache) {
        this.slices = slices;
        this.hotStateCache = hotStateCache;
    }

    public static KeyedStateStore of(EntityType entityType, RuntimeContext runtime) {
        return new KeyedStateStore(
                Layers.slices(entityType),
                new HotStateCache(
                        runtime.getState(new ValueStateDescriptor<>("memory", new KeyStateSerializer(entityType)))));
    }

    /**
     * What the key is remembered by at this event time; to be stepped or learned from before the next key. A memory
     * whose time is over is forgotten here, too, whether or not its timer has come.
     */
    public KeyState load(String id, long atMs) throws Exception {
        KeyState known = load(id);
        return known.isOverAt(atMs) ? profileOnly(known) : known;
    }

    /** Writes the key's features of the transaction, then remembers it. */
    public void step(
            String id, KeyState memory, Transaction transaction, EnrichedEvent enrichedEvent, TimerService timers)
            throws Exception {
        memory.step(transaction, enrichedEvent.facts(), enrichedEvent.vector());
        store(id, memory, transaction.atMs(), timers);
    }

    /** Writes the features of a transaction that does not have this key. */
    public void absent(Transaction transaction, EnrichedEvent enrichedEvent) {
        Facts facts = enrichedEvent.facts();
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).absent(transaction, facts, enrichedEvent.vector());
        }
    }

    public void applyLabel(String id, KeyState memory, Label label, EntityKeys about, TimerService timers)
            throws Exception {
        memory.applyLabel(label, about);
        store(id, memory, label.knownAtMs(), timers);
    }

    public void receive(String id, IncomingPayment incomingPayment, TimerService timers) throws Exception {
        KeyState memory = load(id, incomingPayment.atMs());
        memory.receive(incomingPayment);
        extendExpiry(Retention.receivedUntilMs(incomingPayment.atMs()), memory, timers);
        hotStateCache.write(id, memory);
    }

    /** Keeps a note in the ledger that a label, known since then, waits for its transaction. */
    public void noteWaiting(String id, long knownAtMs, TimerService timers) throws Exception {
        KeyState memory = load(id);
        memory.openLedger().waits();
        store(id, memory, knownAtMs, timers);
    }

    /** Takes up the newest profile. */
    public void updateProfile(String id, AccountProfile newer) throws Exception {
        KeyState memory = load(id);
        AccountProfile known = memory.profile();
        if (known == null || known.asOfMs() <= newer.asOfMs()) {
            memory.updateProfile(newer);
            hotStateCache.write(id, memory);
        }
    }

    /**
     * Forgets the key if it has been silent until now; else comes again when it would be. Its profile stays: the
     * platform says that once, not with every transaction.
     */
    public void onTimer(String id, long timerMs, TimerService timers) throws Exception {
        KeyState memory = hotStateCache.read(id);
        if (memory == null) {
            return;
        }
        if (!memory.isOverAt(timerMs)) {
            if (memory.timerMs() == timerMs) {
                scheduleExpiryTimer(memory, timers);
                hotStateCache.write(id, memory);
            }
        } else if (memory.profile() == null) {
            hotStateCache.clear(id);
        } else {
            hotStateCache.write(id, profileOnly(memory));
        }
    }

    /** Forgets the key at once, its profile as well unless that is newer. */
    public void erase(String id, long orderedAtMs, TimerService timers) throws Exception {
        KeyState known = hotStateCache.read(id);
        AccountProfile profile = known == null ? null : known.profile();
        hotStateCache.clear(id);
        TransactionExpiry.cancel(orderedAtMs, timers);
        if (profile != null && profile.asOfMs() > orderedAtMs) {
            updateProfile(id, profile);
        }
    }

    /** Forgets only the profile, unless it is newer. */
    public void eraseProfile(String id, long orderedAtMs) throws Exception {
        KeyState known = hotStateCache.read(id);
        AccountProfile profile = known == null ? null : known.profile();
        if (known != null && profile != null && profile.asOfMs() <= orderedAtMs) {
            known.updateProfile(null);
            hotStateCache.write(id, known);
        }
    }

    /** Keeps a memory for as long as something that happened at this time counts. */
    public void store(String id, KeyState memory, long atMs, TimerService timers) throws Exception {
        extendExpiry(Retention.silentUntilMs(atMs), memory, timers);
        hotStateCache.write(id, memory);
    }

    private KeyState load(String id) throws Exception {
        KeyState known = hotStateCache.read(id);
        return known == null ? new KeyState(slices) : known;
    }

    private KeyState profileOnly(KeyState memory) {
        KeyState profileOnly = new KeyState(slices);
        profileOnly.updateProfile(memory.profile());
        return profileOnly;
    }

    /** One timer for each key, not one for each day of it: the timer itself asks whether a later day has come since. */
    private static void extendExpiry(long dayMs, KeyState memory, TimerService timers) {
        boolean first = memory.forgetAtMs() == KeyState.NEVER;
        if (first || memory.forgetAtMs() < dayMs) {
            memory.forgetAt(dayMs);
        }
        if (first) {
            scheduleExpiryTimer(memory, timers);
        }
    }

    private static void scheduleExpiryTimer(KeyState memory, TimerService timers) {
        memory.setTimer(memory.forgetAtMs());
        timers.registerEventTimeTimer(memory.forgetAtMs());
    }
}
