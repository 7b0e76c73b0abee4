package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.incident.Alert.Status;
import io.nacre.payment.ExchangeRates;

/**
 * The state of an incident: the content of an {@link Alert} without its transaction.
 *
 * @param incidentId deterministic: the same transactions give the same id
 * @param openedAtMs event time of the first suspicious transaction, ms since 1970
 * @param updatedAtMs event time of the latest change, ms since 1970
 */
public record IncidentState(
        String incidentId,
        Status status,
        IncidentTotals totals,
        long openedAtMs,
        long updatedAtMs,
        IncidentScope scope) {

    public IncidentState {
        requireNonNull(incidentId, "incidentId is null");
        requireNonNull(status, "status is null");
        requireNonNull(totals, "totals is null");
        requireNonNull(scope, "scope is null");
    }

    /** The state of an incident of one account with its first suspicious transaction. */
    static IncidentState opened(String incidentId, IncidentTotals totals, long atMs) {
        return new IncidentState(incidentId, Status.OPENED, totals, atMs, atMs, IncidentScope.ACCOUNT);
    }

    IncidentState withTransaction(double score, double loss, long atMs) {
        return new IncidentState(
                incidentId,
                Status.UPDATED,
                totals.withTransaction(score, loss),
                openedAtMs,
                Math.max(updatedAtMs, atMs),
                scope);
    }

    /** The state with its loss in the currency of the rates. */
    IncidentState inCurrency(ExchangeRates rates) {
        return new IncidentState(incidentId, status, totals.inCurrency(rates), openedAtMs, updatedAtMs, scope);
    }

    /** The state as a shared incident of this number of accounts, opened at this event time. */
    IncidentState asShared(String common, int many, long sinceMs) {
        return new IncidentState(incidentId, status, totals, sinceMs, updatedAtMs, scope.asShared(common, many));
    }

    IncidentState withParent(String sharedId) {
        return new IncidentState(incidentId, status, totals, openedAtMs, updatedAtMs, scope.withParent(sharedId));
    }

    /** The state with status UPDATED. */
    IncidentState updated() {
        return with(Status.UPDATED, updatedAtMs);
    }

    IncidentState closed(long atMs) {
        return with(Status.CLOSED, Math.max(updatedAtMs, atMs));
    }

    private IncidentState with(Status other, long atMs) {
        return new IncidentState(incidentId, other, totals, openedAtMs, atMs, scope);
    }
}
