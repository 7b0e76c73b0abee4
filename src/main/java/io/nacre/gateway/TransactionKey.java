package io.nacre.gateway;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.StandIn;
import io.nacre.payment.Transaction;

/** What identifies a transaction: its account and its id together. */
public record TransactionKey(String accountId, String transactionId) {

    public TransactionKey {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
    }

    static TransactionKey of(Transaction transaction) {
        return new TransactionKey(transaction.accountId(), transaction.id());
    }

    static TransactionKey of(StandIn standIn) {
        return new TransactionKey(standIn.accountId(), standIn.transactionId());
    }
}
