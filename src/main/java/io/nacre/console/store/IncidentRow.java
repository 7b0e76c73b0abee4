package io.nacre.console.store;

import static java.util.Objects.requireNonNull;

import io.nacre.console.store.PaymentDetails.MerchantDetails;
import io.nacre.decision.incident.Alert;
import io.nacre.decision.investigation.InvestigationRecord.Assignment;
import org.jspecify.annotations.Nullable;

/**
 * An incident with its latest alert, and with what analysts did about it.
 *
 * @param times on the clock of the broker, unlike the times of the alert
 * @param merchant of the alert's payment; null if it has none, or is not known yet
 * @param assignment null if nobody ever worked on it
 * @param assignmentVersion 0 if nobody ever worked on it
 * @param verdict the latest; null if there is none
 */
public record IncidentRow(
        Alert alert,
        Times times,
        @Nullable MerchantDetails merchant,
        @Nullable Assignment assignment,
        long assignmentVersion,
        @Nullable IncidentVerdict verdict) {

    /**
     * When the alerts arrived, ms since 1970.
     *
     * @param dueMs when the incident is due
     */
    public record Times(long firstReceivedMs, long receivedMs, long dueMs) {}

    /** The latest verdict on an incident. */
    public record IncidentVerdict(
            String finding,
            long foundAtMs,
            String analyst,
            @Nullable String reason) {

        boolean isFinal() {
            return !finding.equals("INCONCLUSIVE");
        }
    }

    public IncidentRow {
        requireNonNull(alert, "alert is null");
        requireNonNull(times, "times is null");
    }

    /** Whether the incident waits for a verdict. */
    public boolean isOpen() {
        return alert.status() != Alert.Status.CLOSED
                && (verdict == null || !verdict.isFinal() || verdict.foundAtMs() < alert.updatedAtMs());
    }

    /** Who works on it now; null if nobody does, or the lease has expired. */
    public @Nullable String assigneeAt(long nowMs) {
        if (assignment == null) {
            return null;
        }
        Long expiresAtMs = assignment.leaseExpiresAtMs();
        return expiresAtMs == null || expiresAtMs > nowMs ? assignment.assignee() : null;
    }
}
