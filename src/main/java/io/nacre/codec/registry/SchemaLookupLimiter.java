package io.nacre.codec.registry;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a schema id that is not known yet may be looked up, and which one: after a look-up that found nothing to read
 * with, none for {@link #PAUSE}. Of what waits in the meantime, the id with the most records comes first, so that
 * made-up ids, of which each comes once, do not keep a real one from being found.
 */
public final class SchemaLookupLimiter {

    static final Duration PAUSE = Duration.ofSeconds(1);

    /** Who waits is forgotten if no further record comes in this time. */
    static final Duration EXPIRES_AFTER = Duration.ofSeconds(10);

    static final int MAX_WAITING = 1_000;

    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();

    private @Nullable Long foundNothingAtNs;

    /** How many records of an id came while there was no look-up, and when the latest did. */
    private record Waiting(int records, long latestNs) {}

    /** The id to look up because a record with this id came; null for none at present. */
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

    /** This one, unless another has more records. */
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

    /** The eldest of those with the fewest records. */
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
