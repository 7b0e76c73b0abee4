package io.nacre.stream;

import io.nacre.feature.EnrichedEvent;
import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Layers;
import io.nacre.feature.Retention;
import io.nacre.feature.Slice;
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
final class Memories {

    private final List<Slice<?>> slices;
    private final Recent recent;

    private Memories(List<Slice<?>> slices, Recent recent) {
        this.slices = slices;
        this.recent = recent;
    }

    static Memories of(EntityType entityType, RuntimeContext runtime) {
        return new Memories(
                Layers.slices(entityType),
                new Recent(
                        runtime.getState(new ValueStateDescriptor<>("memory", new KeyMemorySerializer(entityType)))));
    }

    /**
     * What the key is remembered by at this event time; to be stepped or learned from before the next key. A memory
     * whose time is over is forgotten here, too, whether or not its timer has come.
     */
    KeyMemory recall(String id, long atMs) throws Exception {
        KeyMemory known = recall(id);
        return known.isOverAt(atMs) ? profileOnly(known) : known;
    }

    /** Writes the key's features of the transaction, then remembers it. */
    void step(String id, KeyMemory memory, Transaction transaction, EnrichedEvent enrichedEvent, TimerService timers)
            throws Exception {
        memory.step(transaction, enrichedEvent.facts(), enrichedEvent.vector());
        keep(id, memory, transaction.atMs(), timers);
    }

    /** Writes the features of a transaction that does not have this key. */
    void absent(Transaction transaction, EnrichedEvent enrichedEvent) {
        Facts facts = enrichedEvent.facts();
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).absent(transaction, facts, enrichedEvent.vector());
        }
    }

    void learn(String id, KeyMemory memory, Label label, EntityKeys about, TimerService timers) throws Exception {
        memory.learn(label, about);
        keep(id, memory, label.knownAtMs(), timers);
    }

    void receive(String id, IncomingPayment incomingPayment, TimerService timers) throws Exception {
        KeyMemory memory = recall(id, incomingPayment.atMs());
        memory.receive(incomingPayment);
        stayUntil(Retention.receivedUntilMs(incomingPayment.atMs()), memory, timers);
        recent.write(id, memory);
    }

    /** Keeps a note in the ledger that a label, known since then, waits for its transaction. */
    void noteWaiting(String id, long knownAtMs, TimerService timers) throws Exception {
        KeyMemory memory = recall(id);
        memory.openLedger().waits();
        keep(id, memory, knownAtMs, timers);
    }

    /** Takes up the newest profile. */
    void know(String id, AccountProfile newer) throws Exception {
        KeyMemory memory = recall(id);
        AccountProfile known = memory.profile();
        if (known == null || known.asOfMs() <= newer.asOfMs()) {
            memory.know(newer);
            recent.write(id, memory);
        }
    }

    /**
     * Forgets the key if it has been silent until now; else comes again when it would be. Its profile stays: the
     * platform says that once, not with every transaction.
     */
    void onTimer(String id, long timerMs, TimerService timers) throws Exception {
        KeyMemory memory = recent.read(id);
        if (memory == null) {
            return;
        }
        if (!memory.isOverAt(timerMs)) {
            if (memory.timerMs() == timerMs) {
                comeAgain(memory, timers);
                recent.write(id, memory);
            }
        } else if (memory.profile() == null) {
            recent.clear(id);
        } else {
            recent.write(id, profileOnly(memory));
        }
    }

    /** Forgets the key at once, its profile as well unless that is newer. */
    void erase(String id, long orderedAtMs, TimerService timers) throws Exception {
        KeyMemory known = recent.read(id);
        AccountProfile profile = known == null ? null : known.profile();
        recent.clear(id);
        Forgetting.cancel(orderedAtMs, timers);
        if (profile != null && profile.asOfMs() > orderedAtMs) {
            know(id, profile);
        }
    }

    /** Forgets only the profile, unless it is newer. */
    void eraseProfile(String id, long orderedAtMs) throws Exception {
        KeyMemory known = recent.read(id);
        AccountProfile profile = known == null ? null : known.profile();
        if (known != null && profile != null && profile.asOfMs() <= orderedAtMs) {
            known.know(null);
            recent.write(id, known);
        }
    }

    /** Keeps a memory for as long as something that happened at this time counts. */
    void keep(String id, KeyMemory memory, long atMs, TimerService timers) throws Exception {
        stayUntil(Retention.silentUntilMs(atMs), memory, timers);
        recent.write(id, memory);
    }

    private KeyMemory recall(String id) throws Exception {
        KeyMemory known = recent.read(id);
        return known == null ? new KeyMemory(slices) : known;
    }

    private KeyMemory profileOnly(KeyMemory memory) {
        KeyMemory profileOnly = new KeyMemory(slices);
        profileOnly.know(memory.profile());
        return profileOnly;
    }

    /** One timer for each key, not one for each day of it: the timer itself asks whether a later day has come since. */
    private static void stayUntil(long dayMs, KeyMemory memory, TimerService timers) {
        boolean first = memory.forgetAtMs() == KeyMemory.NEVER;
        if (first || memory.forgetAtMs() < dayMs) {
            memory.forgetAt(dayMs);
        }
        if (first) {
            comeAgain(memory, timers);
        }
    }

    private static void comeAgain(KeyMemory memory, TimerService timers) {
        memory.timerAt(memory.forgetAtMs());
        timers.registerEventTimeTimer(memory.forgetAtMs());
    }
}
