package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A payment as the payee's account sees it.
 *
 * @param transactionId of the payment
 * @param accountId the payee
 * @param atMs event time of the payment, ms since 1970
 */
public record IncomingPayment(String transactionId, String accountId, Money amount, long atMs) {

    /** The record for the payee of a transaction; null without a payee, or if the payer is the payee. */
    public static @Nullable IncomingPayment of(Transaction transaction) {
        String payee = transaction.counterpartyId();
        return payee == null || payee.equals(transaction.accountId())
                ? null
                : new IncomingPayment(transaction.id(), payee, transaction.amount(), transaction.eventTimeMs());
    }

    public IncomingPayment {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(amount, "amount is null");
    }
}
