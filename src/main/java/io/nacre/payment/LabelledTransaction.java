package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A past transaction with its label.
 *
 * @param label null if there is no label
 * @param typology the kind of fraud, if the data has it: only for reports, never a model input
 * @param lifecycle what happened to the transaction after its decision, in the order of time; empty if nothing is known
 */
public record LabelledTransaction(
        Transaction transaction,
        @Nullable Label label,
        @Nullable String typology,
        List<LifecycleEvent> lifecycle) {
    public LabelledTransaction {
        requireNonNull(transaction, "transaction is null");
        lifecycle = List.copyOf(lifecycle);
    }

    /** A transaction without a known lifecycle. */
    public LabelledTransaction(Transaction transaction, @Nullable Label label, @Nullable String typology) {
        this(transaction, label, typology, List.of());
    }

    /** The same transaction as if its label were not known. */
    public LabelledTransaction withoutLabel() {
        return new LabelledTransaction(transaction, null, null, lifecycle);
    }
}
