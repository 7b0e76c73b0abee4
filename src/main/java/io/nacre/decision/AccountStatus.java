package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Whether an account may pay now, and who said so.
 *
 * @param version of the action that made it so; 0 where there never was one
 * @param untilMs event time at which a freeze ends by itself, ms since 1970; null: until released
 */
public record AccountStatus(
        boolean frozen, long version, @Nullable Long untilMs, String actor, String reason) {

    public static final AccountStatus ACTIVE = new AccountStatus(false, 0, null, "", "");

    public AccountStatus {
        requireNonNull(actor, "actor is null");
        requireNonNull(reason, "reason is null");
    }

    /**
     * After an action; one that is not newer than what holds changes nothing, so repeats and late arrivals are
     * harmless.
     */
    public AccountStatus after(AccountAction action) {
        if (action.version() <= version) {
            return this;
        }
        boolean freeze = action.type() == AccountAction.Type.FREEZE;
        return new AccountStatus(
                freeze, action.version(), freeze ? action.untilMs() : null, action.actor(), action.reason());
    }

    /** Whether a transaction of this event time meets a frozen account. */
    public boolean isFrozenAt(long atMs) {
        return frozen && (untilMs == null || atMs < untilMs);
    }
}
