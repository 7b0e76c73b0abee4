package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

/**
 * An order to forget an account.
 *
 * @param actor who ordered it
 * @param reason why, in the actor's words
 * @param requestedAtMs when it was ordered, ms since 1970
 */
public record ErasureRequest(String accountId, String actor, String reason, long requestedAtMs) {
    public ErasureRequest {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
    }
}
