package io.nacre.stream.state;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EntityKeys;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in the account's state. Its keys complete a later label, and its terms distinguish a duplicate from
 * another transaction with the same id.
 *
 * @param terms null in state of an earlier version that stored none
 */
public record SeenTransaction(EntityKeys keys, @Nullable TransactionTerms terms) {

    public SeenTransaction {
        requireNonNull(keys, "keys is null");
    }

    /** Whether this transaction, which has the same id, is a different one. */
    public boolean conflicts(Transaction payment) {
        return terms != null && !terms.areOf(payment);
    }

    public long atMs() {
        return keys.atMs();
    }
}
