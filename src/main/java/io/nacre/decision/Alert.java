package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.model.Trail;
import io.nacre.model.anomaly.Anomaly;
import io.nacre.model.explain.Reason;
import io.nacre.payment.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account's incident as the analyst sees it now: opened by the first suspicious transaction, grown by further ones,
 * closed by a verdict or by age. All alerts of an incident carry the same id; the newest replaces the earlier ones.
 *
 * @param incidentId deterministic: the same transactions give the same id
 * @param transactionId the transaction that opened or grew it; for CLOSED, the last one
 * @param transactionCount how many suspicious transactions so far
 * @param amount of that transaction
 * @param score that transaction's score; {@code maxScore} the highest so far
 * @param expectedLoss score times amount, summed over its transactions, in major units of {@code lossCurrency}
 * @param lossCurrency ISO 4217; null where a program before this added up amounts as they were
 * @param suppressedAlertCount how many growths were counted without an alert of their own, because there had been many
 * @param entity what many accounts have in common, such as "IP 203.0.113.9", where this is their shared incident; null
 *     for an account's own
 * @param accountCount how many accounts, about: 1 for an account's own incident
 * @param parentIncidentId the shared incident that this account's incident belongs to; null for none
 * @param anomaly how unusual that transaction is; null where the bundle cannot tell
 * @param openedAtMs event time of the first suspicious transaction, ms since 1970
 * @param updatedAtMs event time of the newest change, ms since 1970
 */
@SuppressWarnings("ImmutableMemberCollection") // Flink writes List, not the immutable types.
public record Alert(
        String incidentId,
        Status status,
        String accountId,
        String transactionId,
        int transactionCount,
        Money amount,
        Outcome outcome,
        double score,
        double maxScore,
        double expectedLoss,
        @Nullable String lossCurrency,
        int suppressedAlertCount,
        Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        String bundleId,
        long openedAtMs,
        long updatedAtMs,
        @Nullable String entity,
        int accountCount,
        @Nullable String parentIncidentId) {

    /** In a shared incident, instead of an account that was erased and of its transaction. */
    static final String ERASED = "erased";

    /** Where the incident stands. */
    public enum Status {
        OPENED,
        UPDATED,
        CLOSED
    }

    public Alert {
        requireNonNull(incidentId, "incidentId is null");
        requireNonNull(status, "status is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(amount, "amount is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(trail, "trail is null");
        requireNonNull(bundleId, "bundleId is null");
        reasons = List.copyOf(reasons);
    }

    /** The incident as it stands, with the payment that an analyst is to look at. */
    static Alert of(IncidentState incidentState, Decision decision, Money amount) {
        return new Alert(
                incidentState.incidentId(),
                incidentState.status(),
                decision.accountId(),
                decision.transactionId(),
                incidentState.transactionCount(),
                amount,
                decision.outcome(),
                decision.score(),
                incidentState.maxScore(),
                incidentState.expectedLoss(),
                incidentState.lossCurrency(),
                incidentState.suppressedAlertCount(),
                decision.trail(),
                decision.reasons(),
                decision.anomaly(),
                decision.bundleId(),
                incidentState.openedAtMs(),
                incidentState.updatedAtMs(),
                incidentState.entity(),
                incidentState.accountCount(),
                incidentState.parentIncidentId());
    }

    /** The same payment, in an incident that stands so. */
    Alert with(IncidentState incidentState) {
        return with(incidentState, accountId, transactionId, reasons);
    }

    /** The same, with nothing that tells whose payment it was. */
    Alert anonymised() {
        return with(standing(), ERASED, ERASED, List.of());
    }

    /** Whether it shows no payment any more, because the account was erased. */
    public boolean isAnonymised() {
        return accountId.equals(ERASED) && transactionId.equals(ERASED);
    }

    private Alert with(IncidentState incidentState, String account, String transaction, List<Reason> why) {
        return new Alert(
                incidentState.incidentId(),
                incidentState.status(),
                account,
                transaction,
                incidentState.transactionCount(),
                amount,
                outcome,
                score,
                incidentState.maxScore(),
                incidentState.expectedLoss(),
                incidentState.lossCurrency(),
                incidentState.suppressedAlertCount(),
                trail,
                why,
                anomaly,
                bundleId,
                incidentState.openedAtMs(),
                incidentState.updatedAtMs(),
                incidentState.entity(),
                incidentState.accountCount(),
                incidentState.parentIncidentId());
    }

    /** What it says of the incident, beside the payment. */
    IncidentState standing() {
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
                parentIncidentId);
    }

    /** The same, as a part of a shared incident. */
    public Alert asPartOf(String sharedId) {
        return with(standing().withParent(sharedId));
    }

    public Severity severity() {
        return Severity.of(expectedLoss, lossCurrency);
    }
}
