package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a lifecycle event changes for the states of the transaction's keys.
 *
 * @param declineReason null unless the issuer declined
 * @param transactionMs event time of the transaction, ms since 1970
 * @param occurredAtMs when the platform learned of it, ms since 1970
 * @param cardToken the card of the transaction, if it has one
 * @param worthBefore what the transaction was worth before the event: the amount not declined, reversed or refunded, in
 *     the major unit of its currency
 * @param worthAfter the same after the event
 */
public record LifecycleEffect(
        LifecycleEvent.Type type,
        LifecycleEvent.@Nullable DeclineReason declineReason,
        long transactionMs,
        long occurredAtMs,
        @Nullable String cardToken,
        double worthBefore,
        double worthAfter) {

    public LifecycleEffect {
        requireNonNull(type, "type is null");
    }
}
