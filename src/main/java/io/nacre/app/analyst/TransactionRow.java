package io.nacre.app.analyst;

import io.nacre.app.cli.OutputTable;
import io.nacre.decision.Decision;
import io.nacre.payment.Transaction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of an account or an incident, as a row of a list.
 *
 * @param payment null if it was not found
 */
record TransactionRow(Decision decision, @Nullable Transaction payment) {

    static final OutputTable<TransactionRow> TABLE = OutputTable.of(TransactionRow.class)
            .column("transaction_id", each -> each.decision().transactionId())
            .column("event_time", each -> Instant.ofEpochMilli(each.decision().eventTimeMs()))
            .column(
                    "amount",
                    each -> each.payment() == null
                            ? null
                            : each.payment().amount().decimal())
            .column(
                    "currency",
                    each -> each.payment() == null
                            ? null
                            : each.payment().amount().currency())
            .column("outcome", each -> each.decision().outcome())
            .column("cause", each -> each.decision().cause())
            .column("score", each -> each.decision().score());

    /** The decisions with their transactions, if these are found. */
    static List<TransactionRow> of(List<Decision> decisions, BestEffortTransactionLookup payments) {
        return decisions.stream()
                .map(decision -> new TransactionRow(decision, payments.find(decision)))
                .toList();
    }
}
