package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/**
 * A hold that a decision calls for, before the limit was asked.
 *
 * @param sharedEntities what the payment has in common with those of other accounts: device, network, merchant, payee
 * @param payingAccounts how many accounts paid within the hour, as far as the guard knows
 * @param origin the payment that was decided so
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record AutoFreezeRequest(
        AccountAction freeze, List<String> sharedEntities, long payingAccounts, RecordOrigin origin) {
    public AutoFreezeRequest {
        requireNonNull(freeze, "freeze is null");
        requireNonNull(origin, "origin is null");
        sharedEntities = List.copyOf(sharedEntities);
    }
}
