package io.nacre.stream.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * A write-through cache of the most recently used key states. State of a busy merchant or IP address need not be read
 * and deserialized for every transaction. Every write also goes to the state backend, so a checkpoint is complete, and
 * a restart begins with an empty cache.
 *
 * <p>Used only if the backend stores bytes. The heap backend is just as fast, and a cached object could change while a
 * checkpoint writes it.
 */
public final class HotStateCache {

    /**
     * Maximum serialized size. As objects, the cached states use about three times as much, in each operator of a
     * subtask.
     */
    public static final int MAX_BYTES = 4 << 20;

    private static final int USUAL_COUNT = 4_096;

    private final ValueState<KeyState> state;
    private final Map<String, Held> cached = new LinkedHashMap<>(USUAL_COUNT, 0.75f, true);
    private long bytes;
    private @Nullable Boolean stateIsBytes;

    /** @param bytes serialized size when the state was last written */
    private record Held(KeyState memory, int bytes) {}

    HotStateCache(ValueState<KeyState> state) {
        this.state = state;
    }

    /** The key's state; null if it has none. The key must be Flink's current key. */
    @Nullable
    KeyState read(String key) throws IOException {
        Held recent = cached.get(key);
        return recent == null ? state.value() : recent.memory();
    }

    void write(String key, KeyState memory) throws IOException {
        state.update(memory);
        if (isBytes(memory)) {
            release(cached.put(key, new Held(memory, memory.bytes())));
            bytes += memory.bytes();
            while (bytes > MAX_BYTES) {
                release(cached.remove(cached.keySet().iterator().next()));
            }
        }
    }

    void clear(String key) {
        state.clear();
        release(cached.remove(key));
    }

    private void release(@Nullable Held gone) {
        bytes -= gone == null ? 0 : gone.bytes();
    }

    /**
     * Whether the backend stores bytes. The heap backend returns the same object that was written. Checked once,
     * because the backend does not change while a subtask runs.
     */
    private boolean isBytes(KeyState written) throws IOException {
        if (stateIsBytes == null) {
            stateIsBytes = state.value() != written;
        }
        return stateIsBytes;
    }
}
