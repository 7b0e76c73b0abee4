package io.nacre.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When an attempt is repeated: exponential backoff with full jitter, so that the attempts of many accounts are spread
 * when an endpoint comes back.
 *
 * @param base upper bound of the first delay; it doubles with each attempt
 * @param maxDelay upper bound of each delay, also of one that the endpoint asks for
 * @param giveUpAfter time from the first attempt to the last one
 */
public record RetrySchedule(Duration base, Duration maxDelay, Duration giveUpAfter) {

    /** No further attempt. */
    static final long NEVER = -1;

    public static final Duration MAX_GIVE_UP_AFTER = Duration.ofDays(7);

    private static final Duration BASE = Duration.ofSeconds(2);
    private static final Duration MAX_DELAY = Duration.ofHours(1);
    private static final int MAX_DOUBLINGS = 30;

    public RetrySchedule {
        if (base.isNegative() || base.isZero() || maxDelay.compareTo(base) < 0) {
            throw new IllegalArgumentException(
                    "the delays are " + base + " to " + maxDelay + "; they must be positive");
        }
        if (giveUpAfter.isNegative() || giveUpAfter.compareTo(MAX_GIVE_UP_AFTER) > 0) {
            throw new IllegalArgumentException(
                    "retry-for is " + giveUpAfter.toSeconds() + " s: set at most " + MAX_GIVE_UP_AFTER.toDays() + "d");
        }
    }

    /** Delays from two seconds to an hour. */
    public static RetrySchedule during(Duration giveUpAfter) {
        return new RetrySchedule(BASE, MAX_DELAY, giveUpAfter);
    }

    /**
     * The time of the next attempt, ms since 1970; {@link #NEVER} if the time is up. The last attempt is made when the
     * time is up.
     *
     * @param attempts number of attempts so far, 1 or more
     * @param retryAfter the delay that the endpoint asked for; null if it asked for none
     * @param jitter a random number from 0 to 1
     */
    long nextAttemptMs(int attempts, long firstAttemptMs, long nowMs, @Nullable Duration retryAfter, double jitter) {
        long endMs = firstAttemptMs + giveUpAfter.toMillis();
        if (nowMs >= endMs) {
            return NEVER;
        }
        long boundMs = Math.min(maxDelay.toMillis(), base.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS));
        long delayMs = Math.max(1, (long) (boundMs * jitter));
        if (retryAfter != null) {
            delayMs = Math.max(delayMs, Math.min(retryAfter.toMillis(), maxDelay.toMillis()));
        }
        return Math.min(nowMs + delayMs, endMs);
    }
}
