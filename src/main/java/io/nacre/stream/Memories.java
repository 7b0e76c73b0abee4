package io.nacre.stream;

import io.nacre.feature.Enriched;
import io.nacre.feature.Facts;
import io.nacre.feature.FeatureVector;
import io.nacre.feature.Key;
import io.nacre.feature.Layers;
import io.nacre.feature.Slice;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Nothing;
import io.nacre.profile.Windows;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The memories of one key, kept by Flink, stepped by the slices, and forgotten once the key has been silent for long.
 */
final class Memories {

    /** A key silent for longer than the longest window, in event time, is forgotten. */
    static final long SILENCE_MS = Windows.HORIZON_MS + 28 * Windows.DAY_MS;

    private final List<Kept<?>> kept;
    private final ValueState<Long> forgetAtMs;

    private Memories(List<Kept<?>> kept, ValueState<Long> forgetAtMs) {
        this.kept = kept;
        this.forgetAtMs = forgetAtMs;
    }

    static Memories of(Key key, RuntimeContext runtime) {
        List<Kept<?>> kept = new ArrayList<>();
        for (Slice<?> slice : Layers.slices(key)) {
            kept.add(Kept.of(slice, runtime));
        }
        return new Memories(List.copyOf(kept), runtime.getState(new ValueStateDescriptor<>("forget-at", Types.LONG)));
    }

    /** Writes the key's features of the transaction, then remembers it. */
    void step(Transaction transaction, Enriched enriched, TimerService timers) throws Exception {
        for (Kept<?> memory : kept) {
            memory.step(transaction, enriched.facts(), enriched.vector());
        }
        stayUntil(transaction.atMs() + SILENCE_MS, timers);
    }

    /** Writes the features of a transaction that does not have this key. */
    void absent(Transaction transaction, Enriched enriched) {
        for (Kept<?> memory : kept) {
            memory.absent(transaction, enriched.facts(), enriched.vector());
        }
    }

    void learn(Label label, TimerService timers) throws Exception {
        for (Kept<?> memory : kept) {
            memory.learn(label);
        }
        stayUntil(label.knownAtMs() + SILENCE_MS, timers);
    }

    /** Forgets the key if it has been silent until now. */
    void onTimer(long timerMs) throws Exception {
        Long forgetAt = forgetAtMs.value();
        if (forgetAt != null && forgetAt <= timerMs) {
            for (Kept<?> memory : kept) {
                memory.clear();
            }
            forgetAtMs.clear();
        }
    }

    /** One timer for each key and day at most: days are rounded up, and only a later day sets another. */
    private void stayUntil(long atMs, TimerService timers) throws Exception {
        long day = Forgetting.timerMs(atMs);
        Long known = forgetAtMs.value();
        if (known == null || known < day) {
            forgetAtMs.update(day);
            timers.registerEventTimeTimer(day);
        }
    }

    private record Kept<S>(Slice<S> slice, @Nullable ValueState<S> state) {

        static <S> Kept<S> of(Slice<S> slice, RuntimeContext runtime) {
            Class<S> type = slice.memory().type();
            return new Kept<>(
                    slice,
                    type == Nothing.class
                            ? null
                            : runtime.getState(new ValueStateDescriptor<>(slice.name(), TypeInformation.of(type))));
        }

        void step(Transaction transaction, Facts facts, FeatureVector vector) throws Exception {
            S after = slice.step(before(), transaction, facts, vector);
            if (state != null) {
                state.update(after);
            }
        }

        void absent(Transaction transaction, Facts facts, FeatureVector vector) {
            slice.absent(transaction, facts, vector);
        }

        void learn(Label label) throws Exception {
            if (state != null) {
                state.update(slice.memory().learn(before(), label));
            }
        }

        void clear() {
            if (state != null) {
                state.clear();
            }
        }

        private S before() throws Exception {
            S stored = state == null ? null : state.value();
            return stored == null ? slice.memory().initial() : stored;
        }
    }
}
