package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The status of an account: the latest action of a person, and the latest automatic action. Both are stored, because
 * the event time of a transaction decides which one applies. So the order of their arrival does not matter.
 */
public record AccountStatus(
        @Nullable AccountAction person, @Nullable AccountAction system) {

    public static final AccountStatus ACTIVE = new AccountStatus(null, null);

    /** The state of an account at an event time. */
    public enum State {
        /** No action is in force: there was none, or it has expired. */
        ACTIVE,
        /** Payments of the freeze's scope are declined. */
        FROZEN,
        /** A person released the account. Until the release expires, it is not frozen automatically. */
        RELEASED
    }

    /**
     * Applies an action. An action that is not newer than the latest of the same actor type changes nothing. So
     * repeats, replays and late arrivals are harmless.
     */
    public AccountStatus after(AccountAction action) {
        if (action.actorType() == ActorType.PERSON) {
            return isNewer(action, person) ? new AccountStatus(action, system) : this;
        }
        return isNewer(action, system) ? new AccountStatus(person, action) : this;
    }

    /** Applies an erasure: removes the actions up to its request. */
    AccountStatus after(ErasureRequest erasureRequest) {
        return new AccountStatus(newer(person, erasureRequest), newer(system, erasureRequest));
    }

    private static @Nullable AccountAction newer(@Nullable AccountAction action, ErasureRequest erasureRequest) {
        return action != null && action.requestedAtMs() > erasureRequest.requestedAtMs() ? action : null;
    }

    /** Merges two statuses of the account. */
    public AccountStatus and(AccountStatus other) {
        AccountStatus both = other.person == null ? this : after(other.person);
        return other.system == null ? both : both.after(other.system);
    }

    /**
     * The action in force at an event time: the action of a person, otherwise an automatic one that is newer. Null if
     * none is in force.
     */
    public @Nullable AccountAction effectiveActionAt(long atMs) {
        if (person != null && person.isInForceAt(atMs)) {
            return person;
        }
        return system != null && system.isInForceAt(atMs) && isNewer(system, person) ? system : null;
    }

    public State stateAt(long atMs) {
        AccountAction effective = effectiveActionAt(atMs);
        return effective == null
                ? State.ACTIVE
                : effective.type() == AccountAction.Type.FREEZE ? State.FROZEN : State.RELEASED;
    }

    /**
     * The freeze that applies to a transaction with this event time; null if none.
     *
     * @param side OUTGOING for the payer, INCOMING for the payee
     */
    public @Nullable AccountAction freezeAt(long atMs, Scope side) {
        AccountAction effective = effectiveActionAt(atMs);
        return effective != null
                        && effective.type() == AccountAction.Type.FREEZE
                        && effective.scope().stops(side)
                ? effective
                : null;
    }

    /**
     * An action of a person that overrides the latest one. A clock may go back slightly, but versions must increase.
     *
     * @param nowMs the current event time, ms since 1970
     * @param length null: until the next action
     */
    public AccountAction actionOfPerson(
            String accountId,
            AccountAction.Type type,
            Scope scope,
            String actor,
            String reason,
            long nowMs,
            @Nullable Duration length) {
        long version = person == null ? nowMs : Math.max(nowMs, person.version() + 1);
        Long untilMs = length == null ? null : nowMs + length.toMillis();
        return new AccountAction(accountId, type, scope, version, ActorType.PERSON, actor, reason, nowMs, untilMs);
    }

    /** Whether no action applies at this event time or later. */
    public boolean isOverAt(long atMs) {
        return (person == null || !person.isInForceAt(atMs)) && (system == null || !system.isInForceAt(atMs));
    }

    /** Why an action would change nothing at the time of its request; null if it would. */
    public @Nullable String rejectionReason(AccountAction action) {
        AccountAction before = action.actorType() == ActorType.PERSON ? person : system;
        if (before != null && !isNewer(action, before)) {
            return "its version " + action.version() + " is not newer than version " + before.version() + ", "
                    + before.describe();
        }
        State state = stateAt(action.requestedAtMs());
        if (action.type() == AccountAction.Type.RELEASE && state != State.FROZEN) {
            return "the account is not frozen: there is nothing to release";
        }
        if (action.actorType() == ActorType.SYSTEM && state != State.ACTIVE) {
            AccountAction effective = effectiveActionAt(action.requestedAtMs());
            return effective != null && effective.actorType() == ActorType.PERSON
                    ? "a person's action is in force, " + effective.describe()
                    : "the account is already frozen";
        }
        return null;
    }

    private static boolean isNewer(AccountAction action, @Nullable AccountAction before) {
        return before == null || action.version() > before.version();
    }
}
