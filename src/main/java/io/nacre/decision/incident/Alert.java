package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * One account's incident as the analyst sees it now: opened by the first suspicious transaction, grown by further ones,
 * closed by a verdict or by age. All alerts of an incident carry the same id; the newest replaces the earlier ones.
 *
 * @param transaction the one that opened the incident or was added; for CLOSED, the last one
 */
public record Alert(IncidentState incident, SuspiciousTransaction transaction) {

    /** Where the incident stands. */
    public enum Status {
        OPENED,
        UPDATED,
        CLOSED
    }

    public Alert {
        requireNonNull(incident, "incident is null");
        requireNonNull(transaction, "transaction is null");
    }

    /** The incident as it stands, with the transaction that an analyst is to look at. */
    static Alert of(IncidentState incidentState, Decision decision, Money amount) {
        return new Alert(incidentState, SuspiciousTransaction.of(decision, amount));
    }

    /** The same transaction, in another state of the incident. */
    Alert with(IncidentState changed) {
        return new Alert(changed, transaction);
    }

    /** The same, with nothing that tells whose transaction it was. */
    Alert anonymised() {
        return new Alert(incident, transaction.anonymised());
    }

    /** Whether it shows no transaction any more, because the account was erased. */
    public boolean isAnonymised() {
        return transaction.isAnonymised();
    }

    /** The same, as a part of a shared incident. */
    public Alert asPartOf(String sharedId) {
        return with(incident.withParent(sharedId));
    }

    public String incidentId() {
        return incident.incidentId();
    }

    public Status status() {
        return incident.status();
    }

    /** What its transactions add up to. */
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

    /** Event time of the newest change, ms since 1970. */
    public long updatedAtMs() {
        return incident.updatedAtMs();
    }

    /** What many accounts have in common, if it is their shared incident; null for an account's own. */
    public @Nullable String entity() {
        return incident.scope().entity();
    }

    /** The shared incident that an account's incident belongs to; null for none. */
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
