package io.nacre.payment;

import static java.util.Objects.requireNonNull;

/** The ids that identify a transaction together: another account may use the same transaction id. */
public record TransactionReference(String transactionId, String accountId) {
    public TransactionReference {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
    }

    public static TransactionReference of(Transaction transaction) {
        return new TransactionReference(transaction.id(), transaction.accountId());
    }
}
