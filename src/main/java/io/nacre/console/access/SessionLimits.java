package io.nacre.console.access;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How long a session lasts.
 *
 * @param idle without a request of the user
 * @param total with any number of requests
 */
public record SessionLimits(Duration idle, Duration total) {

    public static final SessionLimits DEFAULT = new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12));

    /** @throws IllegalArgumentException unless both are positive and {@code idle} is not the longer one */
    public SessionLimits {
        requireNonNull(idle, "idle is null");
        requireNonNull(total, "total is null");
        if (idle.isNegative() || idle.isZero() || idle.compareTo(total) > 0) {
            throw new IllegalArgumentException("the idle timeout " + idle + " must be positive and at most " + total);
        }
    }
}
