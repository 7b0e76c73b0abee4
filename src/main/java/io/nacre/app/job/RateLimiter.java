package io.nacre.app.job;

import java.util.concurrent.locks.LockSupport;

/** Waits until the next transaction is due: at a fixed rate, or at a multiple of event-time speed. */
public final class RateLimiter {

    private final double perSecond;
    private final double speed;
    private final long firstMs;
    private final long startNs = System.nanoTime();

    private RateLimiter(double perSecond, double speed, long firstMs) {
        this.perSecond = perSecond;
        this.speed = speed;
        this.firstMs = firstMs;
    }

    /** A number of transactions per second; 0 for no limit. */
    public static RateLimiter ofRate(double perSecond) {
        return new RateLimiter(perSecond, 0, 0);
    }

    /**
     * Event time passes this many times as fast as the clock, starting at the first event time.
     *
     * @param firstMs event time of the first transaction, ms since 1970
     */
    static RateLimiter ofEventTime(double speed, long firstMs) {
        return new RateLimiter(0, speed, firstMs);
    }

    /** Returns when the n-th transaction (from 0) with this event time is due. */
    public void await(long n, long atMs) {
        double dueSeconds = 0;
        if (speed > 0) {
            dueSeconds = (atMs - firstMs) / 1e3 / speed;
        } else if (perSecond > 0) {
            dueSeconds = n / perSecond;
        }
        long dueNs = startNs + (long) (dueSeconds * 1e9);
        while (System.nanoTime() - dueNs < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(dueNs - System.nanoTime());
        }
    }
}
