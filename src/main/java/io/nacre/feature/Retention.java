package io.nacre.feature;

import io.nacre.payment.Label;
import io.nacre.payment.Millis;
import io.nacre.payment.SaturatingTime;
import io.nacre.profile.IncomingPayments;
import io.nacre.profile.SlidingWindows;

/**
 * How long anything is remembered, in event time. The job forgets when its timers come; so that a late timer changes no
 * vector, job and training both look here before they read a memory.
 */
public final class Retention {

    /** Card schemes let a payer dispute for 120 days: so long a repeat is recognised and a label teaches. */
    public static final long DISPUTE_MS = 120 * Millis.DAY_MS;

    /** A key silent for longer than the longest window is forgotten. */
    private static final long INACTIVITY_MS = SlidingWindows.HORIZON_MS + 28 * Millis.DAY_MS;

    private Retention() {}

    /** When a key is forgotten unless it is met again; the end of a day, so that a busy key ends at few moments. */
    public static long expiryMs(long updatedAtMs) {
        return endOfDayMs(SaturatingTime.plus(updatedAtMs, INACTIVITY_MS));
    }

    /** When a key is forgotten that was only ever paid. */
    public static long receivedUntilMs(long paidAtMs) {
        return endOfDayMs(SaturatingTime.plus(paidAtMs, IncomingPayments.HORIZON_MS));
    }

    /** Whether a label became known in time to teach the memories of its transaction. */
    public static boolean teaches(Label label, EntityKeys entityKeys) {
        return SaturatingTime.between(entityKeys.atMs(), label.knownAtMs()) <= DISPUTE_MS;
    }

    /** The first midnight after this moment (UTC). */
    public static long endOfDayMs(long atMs) {
        return SaturatingTime.next(atMs, Millis.DAY_MS);
    }
}
