package io.nacre.app.job;

import java.util.concurrent.locks.LockSupport;

/** When the next transaction is due: at a rate, or with event time running faster than the clock. */
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

    /** So many a second; 0: as fast as can be. */
    public static RateLimiter ofRate(double perSecond) {
        return new RateLimiter(perSecond, 0, 0);
    }

    /** Event time, from its first moment on, passes so many times as fast as the clock. */
    static RateLimiter ofEventTime(double speed, long firstMs) {
        return new RateLimiter(0, speed, firstMs);
    }

    /** Returns when the n-th transaction (from 0), of this event time, is due. */
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
