package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

/** That an account's incident belongs to a shared one, found out after its alert was sent on. */
public record IncidentLink(String incidentId, String sharedId) {
    public IncidentLink {
        requireNonNull(incidentId, "incidentId is null");
        requireNonNull(sharedId, "sharedId is null");
    }
}
