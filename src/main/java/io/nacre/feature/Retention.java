package io.nacre.feature;

import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.SaturatingTime;
import io.nacre.profile.IncomingPayments;
import io.nacre.profile.SlidingWindows;

/**
 * How long state is kept, in event time. The job removes state when its timers fire. Job and training also check these
 * limits before they read state, so that a late timer does not change a vector.
 */
public final class Retention {

    /** Card schemes allow disputes for 120 days. For as long, duplicates are detected and labels update state. */
    public static final long DISPUTE_MS = 120 * Millis.DAY_MS;

    /** A key without events for longer than the longest window expires. */
    private static final long INACTIVITY_MS = SlidingWindows.HORIZON_MS + 28 * Millis.DAY_MS;

    private Retention() {}

    /**
     * The time at which a key expires unless it is updated again. It is the end of a day, so that a busy key has few
     * timers.
     */
    public static long expiryMs(long updatedAtMs) {
        return endOfDayMs(SaturatingTime.plus(updatedAtMs, INACTIVITY_MS));
    }

    /** The time at which an account expires that only received payments. */
    public static long receivedUntilMs(long paidAtMs) {
        return endOfDayMs(SaturatingTime.plus(paidAtMs, IncomingPayments.HORIZON_MS));
    }

    /** Whether a label became known early enough to update the state of its transaction's keys. */
    public static boolean isWithinDisputePeriod(Label label, EntityKeys entityKeys) {
        return SaturatingTime.between(entityKeys.atMs(), label.knownAtMs()) <= DISPUTE_MS;
    }

    /**
     * Whether a lifecycle event of this time may belong to a transaction of that time. One that is much older belongs
     * to an earlier transaction with the same id. One day allows for the clocks of the platform.
     */
    public static boolean isWithinLifecycle(long occurredAtMs, long transactionMs) {
        long afterMs = SaturatingTime.between(transactionMs, occurredAtMs);
        return afterMs >= -Millis.DAY_MS && afterMs <= DISPUTE_MS;
    }

    /** The first midnight after this time (UTC). */
    public static long endOfDayMs(long atMs) {
        return SaturatingTime.next(atMs, Millis.DAY_MS);
    }
}
