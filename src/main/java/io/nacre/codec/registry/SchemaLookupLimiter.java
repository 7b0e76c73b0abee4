package io.nacre.codec.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Limits the lookups of unknown schema ids. After a lookup without a usable schema there is none for {@link #PAUSE}.
 * The id with the most waiting records is looked up next. So random invalid ids, each with one record, do not delay a
 * valid one.
 */
public final class SchemaLookupLimiter {

    static final Duration PAUSE = Duration.ofSeconds(1);

    /** A waiting id is removed if no further record with it arrives within this time. */
    static final Duration EXPIRES_AFTER = Duration.ofSeconds(10);

    static final int MAX_WAITING = 1_000;

    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();

    private @Nullable Long foundNothingAtNs;

    /** The number of records of an id that arrived during the pause, and the time of the latest. */
    private record Waiting(int records, long latestNs) {}

    /** Adds a record with this id, and returns the id to look up; null if lookups are paused. */
    public @Nullable Integer next(int id, long nowNs) {
        Waiting before = waiting.get(id);
        int records = before == null ? 1 : before.records() + 1;
        waiting.put(id, new Waiting(records, nowNs));
        if (foundNothingAtNs != null && nowNs - foundNothingAtNs < PAUSE.toNanos()) {
            if (waiting.size() > MAX_WAITING) {
                waiting.remove(rarest());
            }
            return null;
        }
        waiting.values().removeIf(each -> nowNs - each.latestNs() > EXPIRES_AFTER.toNanos());
        int next = mostRecordsWaiting(id, records);
        waiting.remove(next);
        return next;
    }

    public void foundNothing(long nowNs) {
        foundNothingAtNs = nowNs;
    }

    /** This id, unless another has more waiting records. */
    private int mostRecordsWaiting(int id, int records) {
        int next = id;
        int most = records;
        for (Map.Entry<Integer, Waiting> other : waiting.entrySet()) {
            if (other.getValue().records() > most) {
                next = other.getKey();
                most = other.getValue().records();
            }
        }
        return next;
    }

    /** The oldest of the ids with the fewest records. */
    private Integer rarest() {
        Map.Entry<Integer, Waiting> rarest = waiting.entrySet().iterator().next();
        for (Map.Entry<Integer, Waiting> entry : waiting.entrySet()) {
            if (rarest.getValue().records() == 1) {
                break;
            }
            rarest = entry.getValue().records() < rarest.getValue().records() ? entry : rarest;
        }
        return rarest.getKey();
    }
}
