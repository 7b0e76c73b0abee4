package io.nacre.decision.control;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A freeze or release of an account, requested by a person or automatically.
 *
 * @param scope the payments that a freeze stops; ignored for a release, which ends a freeze of any scope
 * @param version version among the actions on one account: a higher version overrides, whatever the order of arrival;
 *     ms since 1970 by convention
 * @param actorType whether a person or the job requested it
 * @param actor who requested it
 * @param reason the reason in the actor's words
 * @param requestedAtMs time of the request, ms since 1970
 * @param expiresAtMs event time at which the action expires, ms since 1970; null: until the next action. After a
 *     release expires, the account may be frozen automatically again
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

    /** The type of an action. */
    public enum Type {
        FREEZE,
        RELEASE
    }

    /** The payments that a freeze stops. */
    public enum Scope {
        /** Payments from the account. */
        OUTGOING,
        /** Payments to the account. */
        INCOMING,
        BOTH;

        /** Whether a freeze of this scope stops this side, which is OUTGOING or INCOMING. */
        public boolean stops(Scope side) {
            return this == BOTH || this == side;
        }
    }

    /** Who requests an action. The action of a person overrides an automatic one. */
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
        String error = validationError(type, actorType, requestedAtMs, expiresAtMs);
        if (error != null) {
            throw new IllegalArgumentException("expires_at " + error);
        }
    }

    /** An action that a person requested, for outgoing payments. */
    public AccountAction(
            String accountId, Type type, long version, String actor, String reason, long atMs, @Nullable Long untilMs) {
        this(accountId, type, Scope.OUTGOING, version, ActorType.PERSON, actor, reason, atMs, untilMs);
    }

    /** The error in the expiry of an action, with the remedy; null if there is none. */
    public static @Nullable String validationError(Type type, ActorType actorType, long atMs, @Nullable Long untilMs) {
        if (type == Type.FREEZE && untilMs != null && untilMs <= atMs) {
            return "is not after requested_at; set a later time, or leave it empty";
        }
        if (actorType == ActorType.SYSTEM && type == Type.RELEASE) {
            return "belongs to a release by SYSTEM: only a person may release; set actor_type PERSON";
        }
        if (actorType == ActorType.SYSTEM && untilMs == null) {
            return "is missing: a freeze by SYSTEM must expire; set expires_at, or actor_type PERSON";
        }
        return null;
    }

    /** The action with an expiry no later than this. */
    AccountAction until(long latestMs) {
        long endMs = expiresAtMs == null ? latestMs : Math.min(expiresAtMs, latestMs);
        return new AccountAction(accountId, type, scope, version, actorType, actor, reason, requestedAtMs, endMs);
    }

    /** Whether it is in force for transactions with this event time. */
    public boolean isInForceAt(long atMs) {
        return expiresAtMs == null || atMs < expiresAtMs;
    }

    /** The text for decisions and analysts. */
    public String describe() {
        return type + " by " + actor + ": " + reason;
    }
}
