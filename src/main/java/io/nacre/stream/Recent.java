package io.nacre.stream;

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
final class Recent {

    /** Some tens of megabytes for all hops of a task. */
    static final int MOST = 2_048;

    private final ValueState<KeyMemory> state;
    private final Map<String, KeyMemory> memories = new LinkedHashMap<>(2 * MOST, 0.75f, true);
    private @Nullable Boolean bytes;

    Recent(ValueState<KeyMemory> state) {
        this.state = state;
    }

    /** The key's memory; null where it has none. The key is the one that Flink has set. */
    @Nullable
    KeyMemory read(String key) throws IOException {
        KeyMemory recent = memories.get(key);
        return recent == null ? state.value() : recent;
    }

    void write(String key, KeyMemory memory) throws IOException {
        state.update(memory);
        if (isBytes(memory)) {
            memories.put(key, memory);
            if (memories.size() > MOST) {
                memories.remove(memories.keySet().iterator().next());
            }
        }
    }

    void clear(String key) {
        state.clear();
        memories.remove(key);
    }

    /** The heap hands out the very object it was given. Asked once: no state changes its place while a task runs. */
    private boolean isBytes(KeyMemory written) throws IOException {
        if (bytes == null) {
            bytes = state.value() != written;
        }
        return bytes;
    }
}
