package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A transaction of the past and what became of it.
 *
 * @param label null where nobody ever said
 * @param typology the kind of fraud, where the data names it: for reports only, never an input
 */
public record LabelledTransaction(
        Transaction transaction,
        @Nullable Label label,
        @Nullable String typology) {
    public LabelledTransaction {
        requireNonNull(transaction, "transaction is null");
    }
}
