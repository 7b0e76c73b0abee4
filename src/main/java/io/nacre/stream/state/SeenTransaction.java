package io.nacre.stream.state;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.EntityKeys;
import io.nacre.payment.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What an account's hop keeps of a transaction: whom a label has to teach, and by what to tell a repeat from another
 * payment that has its id.
 *
 * @param terms null where a program before this kept none
 */
public record SeenTransaction(EntityKeys keys, @Nullable TransactionTerms terms) {

    public SeenTransaction {
        requireNonNull(keys, "keys is null");
    }

    /** Whether this payment, which has the same id, is another one. */
    public boolean conflicts(Transaction payment) {
        return terms != null && !terms.areOf(payment);
    }

    public long atMs() {
        return keys.atMs();
    }
}
