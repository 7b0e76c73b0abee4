package io.nacre.decision.incident;

import org.jspecify.annotations.Nullable;

/**
 * Whether an incident is one account's or shared by many.
 *
 * @param entity what many accounts have in common, such as "IP 203.0.113.9", if this is their shared incident; null for
 *     an account's own
 * @param accountCount how many accounts, about: 1 for an account's own incident
 * @param parentIncidentId the shared incident that an account's incident belongs to; null for none
 */
public record IncidentScope(
        @Nullable String entity, int accountCount, @Nullable String parentIncidentId) {

    /** An account's own incident that belongs to no shared one. */
    public static final IncidentScope ACCOUNT = new IncidentScope(null, 1, null);

    /** The scope of an incident that so many accounts share. */
    IncidentScope asShared(String common, int many) {
        return new IncidentScope(common, many, parentIncidentId);
    }

    IncidentScope withParent(String sharedId) {
        return new IncidentScope(entity, accountCount, sharedId);
    }
}
