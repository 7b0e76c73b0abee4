package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What a payment means to the account that is paid.
 *
 * @param transactionId of the payment
 * @param accountId who is paid
 * @param atMs event time of the payment, ms since 1970
 */
public record IncomingPayment(String transactionId, String accountId, Money amount, long atMs) {

    /** What the account that is paid hears of a transaction; null where there is none, or it is the payer itself. */
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
