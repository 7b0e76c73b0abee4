package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert.Status;
import io.nacre.payment.ExchangeRates;
import org.jspecify.annotations.Nullable;

/** How an incident stands: all that an {@link Alert} says beside the payment it shows. */
record IncidentState(
        String incidentId,
        Status status,
        int transactionCount,
        double maxScore,
        double expectedLoss,
        @Nullable String lossCurrency,
        int suppressedAlertCount,
        long openedAtMs,
        long updatedAtMs,
        @Nullable String entity,
        int accountCount,
        @Nullable String parentIncidentId) {

    IncidentState {
        requireNonNull(incidentId, "incidentId is null");
        requireNonNull(status, "status is null");
    }

    /** One account's, with its first suspicious payment. */
    static IncidentState opened(String incidentId, double score, double loss, String lossCurrency, long atMs) {
        return new IncidentState(incidentId, Status.OPENED, 1, score, loss, lossCurrency, 0, atMs, atMs, null, 1, null);
    }

    /**
     * With one more; after {@value AccountIncidentRules#MAX_SAID} only one that raises the severity is said, or with
     * which the expected loss reaches another power of two: it never doubles in silence, and there are no more alerts
     * than it has bits.
     */
    IncidentState withTransaction(double score, double loss, long atMs) {
        int more = transactionCount + 1;
        double lossNow = expectedLoss + loss;
        boolean said = more <= AccountIncidentRules.MAX_SAID
                || Severity.of(lossNow, lossCurrency) != Severity.of(expectedLoss, lossCurrency)
                || doublings(lossNow) != doublings(expectedLoss);
        return new IncidentState(
                incidentId,
                Status.UPDATED,
                more,
                Math.max(maxScore, score),
                lossNow,
                lossCurrency,
                suppressedAlertCount + (said ? 0 : 1),
                openedAtMs,
                Math.max(updatedAtMs, atMs),
                entity,
                accountCount,
                parentIncidentId);
    }

    private static int doublings(double loss) {
        return Math.getExponent(Math.max(1, loss));
    }

    /** The same, its loss counted in the currency of the rates; what was added up as it was stays so. */
    IncidentState inCurrency(ExchangeRates rates) {
        double loss = lossCurrency == null ? expectedLoss : rates.convert(expectedLoss, lossCurrency);
        return new IncidentState(
                incidentId,
                status,
                transactionCount,
                maxScore,
                Double.isNaN(loss) ? Severity.HIGH.fromLoss(rates) : loss,
                rates.currency(),
                suppressedAlertCount,
                openedAtMs,
                updatedAtMs,
                entity,
                accountCount,
                parentIncidentId);
    }

    /** The same incident, of what so many accounts have in common since then. */
    IncidentState asShared(String common, int many, long sinceMs) {
        return new IncidentState(
                incidentId,
                status,
                transactionCount,
                maxScore,
                expectedLoss,
                lossCurrency,
                suppressedAlertCount,
                sinceMs,
                updatedAtMs,
                common,
                many,
                parentIncidentId);
    }

    IncidentState withParent(String sharedId) {
        return new IncidentState(
                incidentId,
                status,
                transactionCount,
                maxScore,
                expectedLoss,
                lossCurrency,
                suppressedAlertCount,
                openedAtMs,
                updatedAtMs,
                entity,
                accountCount,
                sharedId);
    }

    /** As it was, said again. */
    IncidentState updated() {
        return with(Status.UPDATED, updatedAtMs);
    }

    IncidentState closed(long atMs) {
        return with(Status.CLOSED, Math.max(updatedAtMs, atMs));
    }

    private IncidentState with(Status other, long atMs) {
        return new IncidentState(
                incidentId,
                other,
                transactionCount,
                maxScore,
                expectedLoss,
                lossCurrency,
                suppressedAlertCount,
                openedAtMs,
                atMs,
                entity,
                accountCount,
                parentIncidentId);
    }
}
