package io.nacre.stream;

import io.nacre.profile.Windows;
import java.util.Iterator;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;

/** How long an account's transactions are remembered, and how they are forgotten. */
final class Forgetting {

    /**
     * Card schemes let a payer dispute for 120 days: so long a repeat is recognised and a label finds its transaction.
     */
    static final long DISPUTE_MS = 120 * Windows.DAY_MS;

    private Forgetting() {}

    /**
     * The timer for something that ends at this time: rounded up to a day, so that a busy account sets one timer a day.
     */
    static long timerMs(long endMs) {
        return (Math.floorDiv(endMs, Windows.DAY_MS) + 1) * Windows.DAY_MS;
    }

    /** Removes what is past its dispute time; where nothing remains, the map itself goes too. */
    static <V> void forget(MapState<String, V> remembered, ToLongFunction<V> atMs, long nowMs) throws Exception {
        for (Iterator<Map.Entry<String, V>> each = remembered.iterator(); each.hasNext(); ) {
            if (atMs.applyAsLong(each.next().getValue()) + DISPUTE_MS <= nowMs) {
                each.remove();
            }
        }
        if (remembered.isEmpty()) {
            remembered.clear();
        }
    }
}
