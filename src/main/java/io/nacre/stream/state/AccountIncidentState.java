package io.nacre.stream.state;

import io.nacre.decision.incident.Alert;
import org.jspecify.annotations.Nullable;

/**
 * The state of an account in the decision operator, in one value. It is read once per transaction, and written when it
 * changes.
 *
 * @param incident the latest alert of the open incident; null for none
 * @param walkMs event time of the latest timer that sweeps expired decisions; {@link #NEVER} for none
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
