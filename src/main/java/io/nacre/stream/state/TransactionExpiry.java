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

/** Removes an account's transactions from map state after their dispute time. */
public final class TransactionExpiry {

    /**
     * Each map is swept once in this many days. A sweep reads every entry that is still within its dispute time. Daily
     * sweeps would read each entry 120 times. This interval reads it five times, and removes it at most four weeks
     * late.
     */
    private static final long WALK_DAYS = 28;

    /** No timer is set more days ahead. */
    private static final long TIMER_DAYS = 366;

    private TransactionExpiry() {}

    /**
     * The time of the sweep that removes an entry with this time. Keys have different days, so that they are not all
     * swept at once.
     */
    public static long nextSweepMs(long atMs, String key) {
        long due = Retention.endOfDayMs(SaturatingTime.plus(atMs, Retention.DISPUTE_MS)) / Millis.DAY_MS;
        return (due + Math.floorMod(sweepOffsetMs(key) - due, WALK_DAYS)) * Millis.DAY_MS;
    }

    /** On the key's day, removes entries past their dispute time. An empty map is cleared. */
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

    /** Removes entries that are not newer than the erasure, and returns the others. An empty map stays cleared. */
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
     * Cancels every timer of an erased key, because a timer contains the key. All timers fire at the end of a day. A
     * timer of a past day may still wait for the watermark.
     *
     * @param requestedAtMs used as the current event time if there is no watermark yet
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
