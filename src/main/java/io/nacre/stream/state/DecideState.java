package io.nacre.stream.state;

import io.nacre.decision.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What the guard keeps of an account, in one value: read once for each transaction, written when it changes.
 *
 * @param incident the newest alert of the one that is open
 * @param walkMs event time of the latest timer by which its answers are forgotten; {@link #NEVER} for none
 */
public record DecideState(@Nullable Alert incident, long walkMs) {

    public static final long NEVER = Long.MIN_VALUE;

    public static final DecideState EMPTY = new DecideState(null, NEVER);

    public DecideState withIncident(@Nullable Alert changed) {
        return new DecideState(changed, walkMs);
    }

    public DecideState withWalkMs(long changed) {
        return new DecideState(incident, changed);
    }
}
