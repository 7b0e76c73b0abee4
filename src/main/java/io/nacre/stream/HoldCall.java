package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;

/**
 * A hold that a decision calls for, before the limit was asked.
 *
 * @param paying how many accounts paid within the hour, as far as the guard knows
 */
public record HoldCall(AccountAction hold, long paying) {
    public HoldCall {
        requireNonNull(hold, "hold is null");
    }
}
