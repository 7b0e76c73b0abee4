package io.nacre.console.store;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an account besides its payments.
 *
 * @param happenedAtMs by the one who reports it, ms since 1970
 * @param json the record
 */
public record AccountEvent(
        Kind kind, String accountId, @Nullable String transactionId, long happenedAtMs, String json) {

    /** What a record of an event is. */
    public enum Kind {
        VERDICT,
        ACCOUNT_ACTION,
        CHARGEBACK,
        LIFECYCLE,
        STAND_IN
    }
}
