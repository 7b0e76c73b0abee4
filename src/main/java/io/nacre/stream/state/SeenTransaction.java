package io.nacre.stream.state;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EntityKeys;
import io.nacre.payment.Money;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in the account's state. Its keys complete a later label or lifecycle event, and its terms distinguish a
 * duplicate from another transaction with the same id.
 *
 * @param amount for the events that change what the transaction is worth; null in state of an earlier version
 * @param cardToken null without a card, and in state of an earlier version
 * @param terms null in state of an earlier version that stored none
 */
public record SeenTransaction(
        EntityKeys keys,
        @Nullable Money amount,
        @Nullable String cardToken,
        @Nullable TransactionTerms terms) {

    public SeenTransaction {
        requireNonNull(keys, "keys is null");
    }

    /**
     * The part of a transaction that is stored.
     *
     * @param keys the transaction's keys with its amount flag
     */
    public static SeenTransaction of(Transaction transaction, EntityKeys keys) {
        return new SeenTransaction(
                keys, transaction.amount(), transaction.cardToken(), TransactionTerms.of(transaction));
    }

    /** Whether this transaction, which has the same id, is a different one. */
    public boolean conflicts(Transaction payment) {
        return terms != null && !terms.areOf(payment);
    }

    public long atMs() {
        return keys.atMs();
    }
}
