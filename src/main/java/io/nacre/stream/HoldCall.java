package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.AccountAction;
import io.nacre.payment.Origin;

/**
 * A hold that a decision calls for, before the limit was asked.
 *
 * @param paying how many accounts paid within the hour, as far as the guard knows
 * @param origin the payment that was decided so
 */
public record HoldCall(AccountAction hold, long paying, Origin origin) {
    public HoldCall {
        requireNonNull(hold, "hold is null");
        requireNonNull(origin, "origin is null");
    }
}
