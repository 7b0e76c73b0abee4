package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

/**
 * A request to erase an account.
 *
 * @param actor who requested it
 * @param reason the reason in the actor's words
 * @param requestedAtMs time of the request, ms since 1970
 */
public record ErasureRequest(String accountId, String actor, String reason, long requestedAtMs) {
    public ErasureRequest {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
    }
}
