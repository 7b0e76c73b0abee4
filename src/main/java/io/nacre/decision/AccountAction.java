package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a person or a machine orders for an account: who, what, why, when.
 *
 * @param version orders actions of one account: a later one (higher) overrides, whatever the order of arrival
 * @param actor who ordered it
 * @param reason why, in the actor's words
 * @param atMs when it was ordered, ms since 1970
 * @param untilMs event time at which a freeze ends by itself, ms since 1970; null: until released
 */
public record AccountAction(
        String accountId,
        Type type,
        long version,
        String actor,
        String reason,
        long atMs,
        @Nullable Long untilMs) {

    /** What is ordered. */
    public enum Type {
        FREEZE,
        RELEASE
    }

    public AccountAction {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(type, "type is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
    }
}
