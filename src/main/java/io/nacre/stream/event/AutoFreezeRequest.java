package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.AccountAction;
import io.nacre.payment.RecordOrigin;
import java.util.List;

/**
 * An automatic freeze that a decision requests, before the limit is checked.
 *
 * @param sharedEntities the device, network, merchant and payee of the transaction, which other accounts may share
 * @param payingAccounts estimated number of accounts that paid within the hour
 * @param origin the record of the transaction
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
