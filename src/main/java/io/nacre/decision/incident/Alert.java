package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Verdict;
import io.nacre.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * The current state of an incident, with one of its transactions. The first suspicious transaction opens an incident.
 * Further ones are added to it, and a verdict or age closes it. All alerts of an incident share one id. The latest
 * alert replaces the earlier ones.
 *
 * @param transaction the transaction that opened the incident or was added; for CLOSED, the last one
 */
public record Alert(IncidentState incident, SuspiciousTransaction transaction) {

    /** The status of the incident. */
    public enum Status {
        OPENED,
        UPDATED,
        CLOSED
    }

    public Alert {
        requireNonNull(incident, "incident is null");
        requireNonNull(transaction, "transaction is null");
    }

    /** The state of the incident with the transaction that an analyst should review. */
    static Alert of(IncidentState incidentState, Decision decision, Money amount) {
        return new Alert(incidentState, SuspiciousTransaction.of(decision, amount));
    }

    /** The same transaction with another state of the incident. */
    Alert with(IncidentState changed) {
        return new Alert(changed, transaction);
    }

    /** The alert without the account, the transaction id and the reasons. */
    Alert anonymised() {
        return new Alert(incident, transaction.anonymised());
    }

    /** Whether its transaction was anonymised, because the account was erased. */
    public boolean isAnonymised() {
        return transaction.isAnonymised();
    }

    /**
     * A verdict that concludes the incident.
     *
     * @param nowMs the current event time, ms since 1970. The verdict is not earlier than the latest change, because it
     *     would not close the incident
     */
    public Verdict verdict(
            Verdict.Finding finding,
            Verdict.@Nullable Reason reason,
            String analyst,
            @Nullable String note,
            long nowMs) {
        return new Verdict(
                accountId(),
                transactionId(),
                incidentId(),
                finding,
                reason,
                analyst,
                note,
                Math.max(nowMs, updatedAtMs()));
    }

    /** The alert as a part of a shared incident. */
    public Alert asPartOf(String sharedId) {
        return with(incident.withParent(sharedId));
    }

    public String incidentId() {
        return incident.incidentId();
    }

    public Status status() {
        return incident.status();
    }

    /** The totals of its transactions. */
    public IncidentTotals totals() {
        return incident.totals();
    }

    /** The score of the transaction, with its explanation. */
    public ModelScore model() {
        return transaction.model();
    }

    /** The score of the transaction. */
    public double score() {
        return model().score();
    }

    public Severity severity() {
        return totals().severity();
    }

    /** Event time of the first suspicious transaction, ms since 1970. */
    public long openedAtMs() {
        return incident.openedAtMs();
    }

    /** Event time of the latest change, ms since 1970. */
    public long updatedAtMs() {
        return incident.updatedAtMs();
    }

    /** The entity that the accounts of a shared incident have in common; null for an incident of one account. */
    public @Nullable String entity() {
        return incident.scope().entity();
    }

    /** The shared incident that an incident of one account belongs to; null if none. */
    public @Nullable String parentIncidentId() {
        return incident.scope().parentIncidentId();
    }

    public String accountId() {
        return transaction.accountId();
    }

    public String transactionId() {
        return transaction.transactionId();
    }
}
