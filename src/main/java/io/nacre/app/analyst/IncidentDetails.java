package io.nacre.app.analyst;

import io.nacre.decision.Decision;
import io.nacre.decision.incident.AccountIncidentRules;
import io.nacre.decision.incident.Alert;
import io.nacre.kafka.client.KafkaSettings;
import io.nacre.payment.Transaction;
import io.nacre.secret.OutputEscaper;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One incident with its latest transactions.
 *
 * @param transactions latest first
 * @param parts incidents of single accounts, if this incident is shared by several accounts
 * @param payment the transaction of the latest alert; null if it was not found
 * @param failure the reason why a transaction was not found
 */
record IncidentDetails(
        Alert alert,
        List<TransactionRow> transactions,
        List<Alert> parts,
        @Nullable Transaction payment,
        String failure) {

    /** The maximum difference between the clocks of the platform and of the job. */
    private static final long CLOCK_SKEW_MS = TimeUnit.HOURS.toMillis(1);

    IncidentDetails {
        transactions = List.copyOf(transactions);
        parts = List.copyOf(parts);
    }

    /** Reads the incident's decisions and their transactions. */
    static IncidentDetails read(KafkaSettings settings, Collection<Alert> incidents, Alert alert, int limit) {
        List<Alert> parts = incidents.stream()
                .filter(each -> alert.incidentId().equals(each.parentIncidentId()))
                .sorted(IncidentReader.BY_URGENCY)
                .toList();
        Decision[] latest = new Decision[1];
        List<Decision> decisions =
                DecisionSearch.latest(settings, Math.max(0, alert.openedAtMs() - CLOCK_SKEW_MS), limit, decision -> {
                    latest[0] = isOf(alert, decision) ? decision : latest[0];
                    return belongsTo(alert, decision) || isOf(alert, decision);
                });
        try (BestEffortTransactionLookup payments = new BestEffortTransactionLookup(settings)) {
            return new IncidentDetails(
                    alert,
                    TransactionRow.of(decisions, payments),
                    parts,
                    latest[0] == null ? null : payments.find(latest[0]),
                    latest[0] == null ? "its decision is no longer on the decisions topic" : payments.failure());
        }
    }

    /** Whether a decision belongs to this incident of a single account. */
    static boolean belongsTo(Alert alert, Decision decision) {
        long atMs = AccountIncidentRules.suspectedMs(decision);
        return alert.entity() == null
                && decision.accountId().equals(alert.accountId())
                && AccountIncidentRules.concerns(decision)
                && atMs >= alert.openedAtMs()
                && atMs <= alert.updatedAtMs();
    }

    void print(PrintWriter out) {
        out.println(AlertFormatter.incident(alert));
        out.printf(
                Locale.ROOT,
                "expected loss %,.2f%s, updated %s%s%n",
                alert.totals().expectedLoss(),
                alert.totals().lossCurrency() == null
                        ? ""
                        : " " + alert.totals().lossCurrency(),
                Instant.ofEpochMilli(alert.updatedAtMs()),
                alert.totals().suppressedAlertCount() == 0
                        ? ""
                        : ", " + alert.totals().suppressedAlertCount() + " alerts suppressed");
        if (alert.entity() != null) {
            out.printf(
                    "shared by %d accounts: %s%n",
                    alert.incident().scope().accountCount(), OutputEscaper.line(alert.entity()));
            parts.forEach(part -> out.println("  " + AlertFormatter.incident(part)));
        }
        out.println();
        if (payment == null) {
            out.println("payment " + OutputEscaper.line(alert.transactionId()) + " of account "
                    + OutputEscaper.line(alert.accountId()) + ", "
                    + alert.transaction().amount().text() + ": " + failure);
        } else {
            TransactionFormatter.print(payment, out);
        }
        out.println();
        ExplanationFormatter.print(out, alert.model().trail(), alert.model().reasons(), List.of());
        ExplanationFormatter.print(out, alert.model().anomaly());
        out.println();
        TransactionRow.TABLE.print(transactions, out);
    }

    Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(IncidentReader.TABLE.row(alert));
        fields.put("payment", payment == null ? null : TransactionFormatter.fields(payment));
        fields.putAll(ExplanationFormatter.fields(
                alert.model().trail(), alert.model().reasons(), alert.model().anomaly()));
        fields.put(
                "transactions",
                transactions.stream().map(TransactionRow.TABLE::row).toList());
        fields.put("parts", parts.stream().map(IncidentReader.TABLE::row).toList());
        return fields;
    }

    /** Whether a decision is the one in the latest alert. */
    private static boolean isOf(Alert alert, Decision decision) {
        return decision.accountId().equals(alert.accountId())
                && decision.transactionId().equals(alert.transactionId())
                && !decision.duplicate();
    }
}
