package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a person or a machine orders for an account: who, what, why, when.
 *
 * @param scope which payments a freeze stops; of no concern to a release, which ends all of it
 * @param version orders actions of one account: a later one (higher) overrides, whatever the order of arrival; ms since
 *     1970 by custom
 * @param actorType whether a person or a machine orders it
 * @param actor who ordered it
 * @param reason why, in the actor's words
 * @param requestedAtMs when it was ordered, ms since 1970
 * @param expiresAtMs event time at which a freeze ends by itself, and from which on a machine may freeze again what a
 *     person released, ms since 1970; null: until the next action
 */
public record AccountAction(
        String accountId,
        Type type,
        Scope scope,
        long version,
        ActorType actorType,
        String actor,
        String reason,
        long requestedAtMs,
        @Nullable Long expiresAtMs) {

    /** What is ordered. */
    public enum Type {
        FREEZE,
        RELEASE
    }

    /** Which payments a freeze stops. */
    public enum Scope {
        /** What the account pays. */
        OUTGOING,
        /** What the account is paid. */
        INCOMING,
        BOTH;

        /** Whether a freeze of this scope stops payments of that side, which is not BOTH. */
        public boolean stops(Scope side) {
            return this == BOTH || this == side;
        }
    }

    /** Who may order: a person's action overrides a machine's. */
    public enum ActorType {
        PERSON,
        SYSTEM
    }

    public AccountAction {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(type, "type is null");
        requireNonNull(scope, "scope is null");
        requireNonNull(actorType, "actorType is null");
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
        String flaw = flaw(type, actorType, requestedAtMs, expiresAtMs);
        if (flaw != null) {
            throw new IllegalArgumentException("expires_at " + flaw);
        }
    }

    /** A person's, of what the account pays. */
    public AccountAction(
            String accountId, Type type, long version, String actor, String reason, long atMs, @Nullable Long untilMs) {
        this(accountId, type, Scope.OUTGOING, version, ActorType.PERSON, actor, reason, atMs, untilMs);
    }

    /** What is wrong with an action's end, with the remedy; null for nothing. */
    public static @Nullable String flaw(Type type, ActorType actorType, long atMs, @Nullable Long untilMs) {
        if (type == Type.FREEZE && untilMs != null && untilMs <= atMs) {
            return "is not after the order itself; give a later end, or none";
        }
        if (actorType == ActorType.SYSTEM && (type == Type.RELEASE || untilMs == null)) {
            return "is missing: a machine may only freeze for a time; give the freeze an end, or have a person order it";
        }
        return null;
    }

    /** The same with an end no later than this. */
    AccountAction until(long latestMs) {
        long endMs = expiresAtMs == null ? latestMs : Math.min(expiresAtMs, latestMs);
        return new AccountAction(accountId, type, scope, version, actorType, actor, reason, requestedAtMs, endMs);
    }

    /** Whether it still says something about a payment of this event time. */
    public boolean isInForceAt(long atMs) {
        return expiresAtMs == null || atMs < expiresAtMs;
    }

    /** The line that a decision, or an analyst, is told. */
    public String describe() {
        return type + " by " + actor + ": " + reason;
    }
}
