package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

/** Links an account's incident to a shared incident that opened after the account's alert was emitted. */
public record IncidentLink(String incidentId, String sharedId) {
    public IncidentLink {
        requireNonNull(incidentId, "incidentId is null");
        requireNonNull(sharedId, "sharedId is null");
    }
}
