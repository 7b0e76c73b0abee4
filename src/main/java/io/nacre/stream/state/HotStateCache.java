package io.nacre.stream.state;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The memories of the keys that came last, just as they are written in the state: a merchant or an address that pays
 * all the time need not be read and taken apart for every payment. All is written through, so a checkpoint finds
 * nothing missing and a restart begins with none.
 *
 * <p>Only for state that is bytes. On the heap the state itself is as near, and a memory that is taken from here could
 * be changed while a checkpoint writes it.
 */
public final class HotStateCache {

    /** As they are written; as objects they take some three times as much, in each hop of a task. */
    public static final int MAX_BYTES = 4 << 20;

    private static final int USUAL_COUNT = 4_096;

    private final ValueState<KeyState> state;
    private final Map<String, Held> cached = new LinkedHashMap<>(USUAL_COUNT, 0.75f, true);
    private long bytes;
    private @Nullable Boolean stateIsBytes;

    /** @param bytes that the memory took when it was last written */
    private record Held(KeyState memory, int bytes) {}

    HotStateCache(ValueState<KeyState> state) {
        this.state = state;
    }

    /** The key's memory; null where it has none. The key is the one that Flink has set. */
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

    /** The heap hands out the very object it was given. Asked once: no state changes its place while a task runs. */
    private boolean isBytes(KeyState written) throws IOException {
        if (stateIsBytes == null) {
            stateIsBytes = state.value() != written;
        }
        return stateIsBytes;
    }
}
