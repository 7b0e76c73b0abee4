package io.nacre.console.store;

import io.nacre.decision.LabelPrecedence;
import io.nacre.payment.Label;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The label that counts for each payment, of its final verdicts and chargebacks. */
final class LabelTable {

    private LabelTable() {}

    /** Adds a label; null, as of an inconclusive verdict, changes nothing. */
    static void add(Handle handle, @Nullable Label label) {
        if (label == null) {
            return;
        }
        Label merged = LabelPrecedence.merge(find(handle, label.accountId(), label.transactionId()), label);
        handle.createUpdate("""
                        INSERT INTO payment_label (account_id, transaction_id, fraud, source, known_at)
                        VALUES (:account, :transaction, :fraud, :source, :known)
                        ON CONFLICT (account_id, transaction_id) DO UPDATE SET fraud = excluded.fraud,
                          source = excluded.source, known_at = excluded.known_at""")
                .bind("account", merged.accountId())
                .bind("transaction", merged.transactionId())
                .bind("fraud", merged.fraud() ? 1 : 0)
                .bind("source", merged.source().name())
                .bind("known", merged.knownAtMs())
                .execute();
        if (merged.fraud()) {
            ExampleTable.keepFraud(handle, merged.accountId(), merged.transactionId());
        }
    }

    private static @Nullable Label find(Handle handle, String accountId, String transactionId) {
        return handle.createQuery(
                        "SELECT * FROM payment_label WHERE account_id = :account AND transaction_id = :transaction")
                .bind("account", accountId)
                .bind("transaction", transactionId)
                .map((row, context) -> new Label(
                        transactionId,
                        accountId,
                        row.getInt("fraud") == 1,
                        row.getLong("known_at"),
                        Label.Source.valueOf(row.getString("source"))))
                .findOne()
                .orElse(null);
    }
}
