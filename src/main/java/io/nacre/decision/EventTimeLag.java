package io.nacre.decision;

import java.util.ArrayDeque;

/**
 * How far the event time of payments is behind the clock, by the latest decisions. Freezes and list entries are valid
 * by event time. In a simulation or a replay it is behind the clock, so an active freeze would seem to have expired.
 */
public final class EventTimeLag {

    /** The number of decisions to look at. */
    public static final int NEWEST_RECORDS = 1_000;

    /** A smaller lag is normal for live transactions. */
    private static final long USUAL_LAG_MS = 3_600_000;

    private final ArrayDeque<Long> lagsMs = new ArrayDeque<>();

    public void add(Decision decision) {
        if (lagsMs.size() == NEWEST_RECORDS) {
            lagsMs.removeFirst();
        }
        lagsMs.addLast(decision.decidedAtMs() - decision.eventTimeMs());
    }

    /**
     * The minimum lag, so that single late transactions do not count; 0 for live transactions, or without decisions.
     */
    public long lagMs() {
        long lagMs = lagsMs.stream().mapToLong(Long::longValue).min().orElse(0);
        return lagMs > USUAL_LAG_MS ? lagMs : 0;
    }
}
