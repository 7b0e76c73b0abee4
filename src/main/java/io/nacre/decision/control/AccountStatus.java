package io.nacre.decision.control;

import io.nacre.decision.control.AccountAction.ActorType;
import io.nacre.decision.control.AccountAction.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands: the newest action that a person ordered, and the newest that a machine did. Both are kept,
 * because which of them rules depends on the time of the payment that asks; so the order of their arrival does not
 * matter.
 */
public record AccountStatus(
        @Nullable AccountAction person, @Nullable AccountAction machine) {

    public static final AccountStatus ACTIVE = new AccountStatus(null, null);

    /** What an account may be. */
    public enum State {
        /** Nothing holds: no action was ordered, or the last one has ended. */
        ACTIVE,
        /** Payments of the freeze's scope are declined. */
        FROZEN,
        /** A person said that it may pay: no machine freezes it meanwhile. */
        RELEASED
    }

    /**
     * After an action; one that is not newer than what its kind had ordered before changes nothing, so repeats, replays
     * and late arrivals are harmless.
     */
    public AccountStatus after(AccountAction action) {
        if (action.actorType() == ActorType.PERSON) {
            return isNewer(action, person) ? new AccountStatus(action, machine) : this;
        }
        return isNewer(action, machine) ? new AccountStatus(person, action) : this;
    }

    /** After an erasure: without what was ordered before it. */
    AccountStatus after(ErasureRequest erasureRequest) {
        return new AccountStatus(newer(person, erasureRequest), newer(machine, erasureRequest));
    }

    private static @Nullable AccountAction newer(@Nullable AccountAction action, ErasureRequest erasureRequest) {
        return action != null && action.requestedAtMs() > erasureRequest.requestedAtMs() ? action : null;
    }

    /** What both know together. */
    public AccountStatus and(AccountStatus other) {
        AccountStatus both = other.person == null ? this : after(other.person);
        return other.machine == null ? both : both.after(other.machine);
    }

    /**
     * The action that rules at an event time: the person's while it is in force, else a machine's that is newer; null
     * where none is.
     */
    public @Nullable AccountAction effectiveActionAt(long atMs) {
        if (person != null && person.isInForceAt(atMs)) {
            return person;
        }
        return machine != null && machine.isInForceAt(atMs) && isNewer(machine, person) ? machine : null;
    }

    public State stateAt(long atMs) {
        AccountAction effective = effectiveActionAt(atMs);
        return effective == null
                ? State.ACTIVE
                : effective.type() == AccountAction.Type.FREEZE ? State.FROZEN : State.RELEASED;
    }

    /**
     * The freeze that a payment of this event time meets; null for none.
     *
     * @param side OUTGOING for the payer, INCOMING for who is paid
     */
    public @Nullable AccountAction freezeAt(long atMs, Scope side) {
        AccountAction effective = effectiveActionAt(atMs);
        return effective != null
                        && effective.type() == AccountAction.Type.FREEZE
                        && effective.scope().stops(side)
                ? effective
                : null;
    }

    /** Whether nothing of it says anything about payments of this event time or later. */
    public boolean isOverAt(long atMs) {
        return (person == null || !person.isInForceAt(atMs)) && (machine == null || !machine.isInForceAt(atMs));
    }

    /** Why an action would change nothing, were it ordered now; null where it would. */
    public @Nullable String rejectionReason(AccountAction action) {
        AccountAction before = action.actorType() == ActorType.PERSON ? person : machine;
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
                    ? "a person's action stands, " + effective.describe()
                    : "the account is frozen already";
        }
        return null;
    }

    private static boolean isNewer(AccountAction action, @Nullable AccountAction before) {
        return before == null || action.version() > before.version();
    }
}
