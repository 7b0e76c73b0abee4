package io.nacre.stream.state;

import io.nacre.decision.incident.Alert;
import org.jspecify.annotations.Nullable;

/**
 * What the guard keeps of an account, in one value: read once for each transaction, written when it changes.
 *
 * @param incident the newest alert of the one that is open
 * @param walkMs event time of the latest timer by which its answers are forgotten; {@link #NEVER} for none
 */
public record AccountIncidentState(@Nullable Alert incident, long walkMs) {

    public static final long NEVER = Long.MIN_VALUE;

    public static final AccountIncidentState EMPTY = new AccountIncidentState(null, NEVER);

    public AccountIncidentState withIncident(@Nullable Alert changed) {
        return new AccountIncidentState(changed, walkMs);
    }

    public AccountIncidentState withWalkMs(long changed) {
        return new AccountIncidentState(incident, changed);
    }
}
