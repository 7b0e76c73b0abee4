package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A past transaction with its label.
 *
 * @param label null if there is no label
 * @param typology the kind of fraud, if the data has it: only for reports, never a model input
 */
public record LabelledTransaction(
        Transaction transaction,
        @Nullable Label label,
        @Nullable String typology) {
    public LabelledTransaction {
        requireNonNull(transaction, "transaction is null");
    }
}
