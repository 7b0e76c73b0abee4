package io.nacre.console.work;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How analysts get incidents.
 *
 * @param lease how long an incident stays with an analyst who does nothing
 * @param takeNextOnly whether analysts work only on incidents that they were given, in the order of the queue. Leads
 *     may pick any
 * @param escalateAfter how long an incident may wait for an analyst before it is escalated; null for no limit
 */
public record AssignmentPolicy(
        Duration lease, boolean takeNextOnly, @Nullable Duration escalateAfter) {

    /** Analysts pick incidents freely, and nothing is escalated by itself. */
    public static final AssignmentPolicy DEFAULT = new AssignmentPolicy(Duration.ofMinutes(30), false, null);

    public AssignmentPolicy {
        requireNonNull(lease, "lease is null");
        if (escalateAfter != null && (escalateAfter.isNegative() || escalateAfter.isZero())) {
            throw new IllegalArgumentException(
                    "the time before an escalation is " + escalateAfter + "; give one above 0");
        }
    }
}
