package io.nacre.decision.incident;

import org.jspecify.annotations.Nullable;

/**
 * Whether an incident belongs to one account or is shared by many.
 *
 * @param entity the entity that the accounts of a shared incident have in common, such as "IP 203.0.113.9"; null for an
 *     incident of one account
 * @param accountCount approximate number of accounts; 1 for an incident of one account
 * @param parentIncidentId the shared incident that an incident of one account belongs to; null if none
 */
public record IncidentScope(
        @Nullable String entity, int accountCount, @Nullable String parentIncidentId) {

    /** The scope of an incident of one account that belongs to no shared incident. */
    public static final IncidentScope ACCOUNT = new IncidentScope(null, 1, null);

    /** The scope of an incident that this number of accounts share. */
    IncidentScope asShared(String common, int many) {
        return new IncidentScope(common, many, parentIncidentId);
    }

    IncidentScope withParent(String sharedId) {
        return new IncidentScope(entity, accountCount, sharedId);
    }
}
