package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Facts;
import io.nacre.feature.Key;
import io.nacre.feature.Layers;
import io.nacre.feature.Slice;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Windows;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;

/**
 * The memories of one key, kept by Flink, stepped by the slices, and forgotten once the key has been silent for long.
 */
final class Memories {

    /** A key silent for longer than the longest window, in event time, is forgotten. */
    static final long SILENCE_MS = Windows.HORIZON_MS + 28 * Windows.DAY_MS;

    private final List<Slice<?>> slices;
    private final ValueState<KeyMemory> state;

    private Memories(List<Slice<?>> slices, ValueState<KeyMemory> state) {
        this.slices = slices;
        this.state = state;
    }

    static Memories of(Key key, RuntimeContext runtime) {
        return new Memories(
                Layers.slices(key),
                runtime.getState(new ValueStateDescriptor<>("memory", new KeyMemorySerializer(key))));
    }

    /** What the key is remembered by; to be stepped or learned from before the next key. */
    KeyMemory recall() throws Exception {
        KeyMemory known = state.value();
        return known == null ? new KeyMemory(slices) : known;
    }

    /** Writes the key's features of the transaction, then remembers it. */
    void step(KeyMemory memory, Transaction transaction, Enriched enriched, TimerService timers) throws Exception {
        memory.step(transaction, enriched.facts(), enriched.vector());
        stayUntil(transaction.atMs() + SILENCE_MS, memory, timers);
        state.update(memory);
    }

    /** Writes the features of a transaction that does not have this key. */
    void absent(Transaction transaction, Enriched enriched) {
        Facts facts = enriched.facts();
        for (int i = 0; i < slices.size(); i++) {
            slices.get(i).absent(transaction, facts, enriched.vector());
        }
    }

    void learn(KeyMemory memory, Label label, TimerService timers) throws Exception {
        memory.learn(label);
        stayUntil(label.knownAtMs() + SILENCE_MS, memory, timers);
        state.update(memory);
    }

    /** Takes up the newest profile. */
    void know(AccountProfile newer) throws Exception {
        KeyMemory memory = recall();
        AccountProfile known = memory.profile();
        if (known == null || known.asOfMs() <= newer.asOfMs()) {
            memory.know(newer);
            state.update(memory);
        }
    }

    /**
     * Forgets the key if it has been silent until now. Its profile stays: the platform says that once, not with every
     * transaction.
     */
    void onTimer(long timerMs) throws Exception {
        KeyMemory memory = state.value();
        if (memory == null || memory.forgetAtMs() == KeyMemory.NEVER || memory.forgetAtMs() > timerMs) {
            return;
        }
        if (memory.profile() == null) {
            state.clear();
        } else {
            KeyMemory profileOnly = new KeyMemory(slices);
            profileOnly.know(memory.profile());
            state.update(profileOnly);
        }
    }

    /** One timer for each key and day at most: days are rounded up, and only a later day sets another. */
    private static void stayUntil(long atMs, KeyMemory memory, TimerService timers) {
        long day = Forgetting.timerMs(atMs);
        if (memory.forgetAtMs() < day) {
            memory.forgetAt(day);
            timers.registerEventTimeTimer(day);
        }
    }
}
