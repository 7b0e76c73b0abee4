package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.model.Anomaly;
import io.nacre.model.Reason;
import io.nacre.model.Trail;
import io.nacre.payment.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account's incident as the analyst sees it now: opened by the first suspicious transaction, grown by further ones,
 * closed by a verdict or by age. All alerts of an incident carry the same id; the newest replaces the earlier ones.
 *
 * @param incidentId deterministic: the same transactions give the same id
 * @param transactionId the transaction that opened or grew it; for CLOSED, the last one
 * @param transactions how many suspicious transactions so far
 * @param amount of that transaction
 * @param score that transaction's score; {@code maxScore} the highest so far
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
        int transactions,
        Money amount,
        Outcome outcome,
        double score,
        double maxScore,
        Trail trail,
        List<Reason> reasons,
        @Nullable Anomaly anomaly,
        String bundleId,
        long openedAtMs,
        long updatedAtMs) {

    /** Where the incident stands. */
    public enum Status {
        OPENED,
        GROWN,
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
}
