package io.nacre.stream;

import io.nacre.feature.Retention;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;

/** How an account's transactions are forgotten. */
final class Forgetting {

    private Forgetting() {}

    /** Removes what is past its dispute time; where nothing remains, the map itself goes too. */
    static <V> void forget(MapState<String, V> remembered, ToLongFunction<V> atMs, long nowMs) throws Exception {
        for (Iterator<Map.Entry<String, V>> each = remembered.iterator(); each.hasNext(); ) {
            if (atMs.applyAsLong(each.next().getValue()) + Retention.DISPUTE_MS <= nowMs) {
                each.remove();
            }
        }
        if (remembered.isEmpty()) {
            remembered.clear();
        }
    }
}
