package io.nacre.stream.state;

import io.nacre.feature.Retention;
import io.nacre.payment.Millis;
import io.nacre.payment.SaturatingTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;

/** How an account's transactions are forgotten. */
public final class TransactionExpiry {

    /**
     * A map is gone through once in so many days. Every walk reads all that is still within its dispute time: walked
     * daily, each entry would be read 120 times before it goes; so it is read five times, and stays four weeks longer
     * at most.
     */
    private static final long WALK_DAYS = 28;

    /** No timer is set further ahead. */
    private static final long TIMER_DAYS = 366;

    private TransactionExpiry() {}

    /** The timer for what happened to a key at this time; keys walk on different days, not all at once. */
    public static long nextSweepMs(long atMs, String key) {
        long due = Retention.endOfDayMs(SaturatingTime.plus(atMs, Retention.DISPUTE_MS)) / Millis.DAY_MS;
        return (due + Math.floorMod(sweepOffsetMs(key) - due, WALK_DAYS)) * Millis.DAY_MS;
    }

    /** On the key's day, removes what is past its dispute time; where nothing remains, the map itself goes too. */
    public static <V> void expire(MapState<String, V> remembered, ToLongFunction<V> atMs, long nowMs, String key)
            throws Exception {
        if (Math.floorMod(nowMs / Millis.DAY_MS - sweepOffsetMs(key), WALK_DAYS) != 0) {
            return;
        }
        for (Iterator<Map.Entry<String, V>> each = remembered.iterator(); each.hasNext(); ) {
            if (SaturatingTime.plus(atMs.applyAsLong(each.next().getValue()), Retention.DISPUTE_MS) <= nowMs) {
                each.remove();
            }
        }
        if (remembered.isEmpty()) {
            remembered.clear();
        }
    }

    /** Removes what is not newer than an erasure; the rest. Where nothing remains, the map itself goes too. */
    public static <V> Map<String, V> erase(MapState<String, V> remembered, ToLongFunction<V> atMs, long erasedAtMs)
            throws Exception {
        Map<String, V> rest = new LinkedHashMap<>();
        for (Map.Entry<String, V> each : remembered.entries()) {
            if (atMs.applyAsLong(each.getValue()) > erasedAtMs) {
                rest.put(each.getKey(), each.getValue());
            }
        }
        remembered.clear();
        if (!rest.isEmpty()) {
            remembered.putAll(rest);
        }
        return rest;
    }

    /**
     * Cancels every timer of the key that is erased, for a timer names its key: whichever they are, they end days. One
     * of a day that is over may still wait for event time to move.
     *
     * @param requestedAtMs tells where event time stands, as long as nothing else does
     */
    public static void cancel(long requestedAtMs, TimerService timers) {
        long watermarkMs = timers.currentWatermark();
        long today = Math.floorDiv(watermarkMs == Long.MIN_VALUE ? requestedAtMs : watermarkMs, Millis.DAY_MS);
        for (long day = today - TIMER_DAYS; day <= today + TIMER_DAYS; day++) {
            timers.deleteEventTimeTimer(day * Millis.DAY_MS);
        }
    }

    private static long sweepOffsetMs(String key) {
        return Math.floorMod(key.hashCode(), WALK_DAYS);
    }
}
