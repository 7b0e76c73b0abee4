package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.ErasureRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resequencer for the alerts of one incident. Alerts arrive on several paths and may overtake each other. Analysts
 * receive the opening first, no alert twice, and none after the close.
 *
 * @param newest the latest alert; null while only the link to a shared incident has arrived
 * @param opened whether the opening was emitted
 * @param parentIncidentId the shared incident that it belongs to; null if none
 */
public record AlertResequencer(
        @Nullable Alert newest, boolean opened, @Nullable String parentIncidentId) {

    public static final AlertResequencer EMPTY = new AlertResequencer(null, false, null);

    /** The new state, and the alerts to emit. */
    public record Emission(AlertResequencer state, List<Alert> alerts) {
        public Emission {
            requireNonNull(state, "state is null");
            alerts = List.copyOf(alerts);
        }
    }

    /** Adds an alert of the incident. */
    public Emission with(Alert alert) {
        String shared = parentIncidentId == null ? alert.parentIncidentId() : parentIncidentId;
        Alert marked = shared == null ? alert : alert.asPartOf(shared);
        if (marked.status() == Alert.Status.OPENED) {
            return open(marked, shared);
        }
        if (newest != null && !isNewer(marked, newest)) {
            return linkedTo(shared);
        }
        return new Emission(new AlertResequencer(marked, opened, shared), opened ? List.of(marked) : List.of());
    }

    /** Links the incident to a shared one. If it is open, its latest alert is emitted again with the link. */
    public Emission asPartOf(String sharedId) {
        if (parentIncidentId != null || isClosed()) {
            return new Emission(this, List.of());
        }
        if (newest == null) {
            return new Emission(new AlertResequencer(null, opened, sharedId), List.of());
        }
        Alert marked = newest.asPartOf(sharedId);
        return new Emission(
                new AlertResequencer(marked, opened, sharedId), opened ? List.of(update(marked)) : List.of());
    }

    /**
     * Applies an erasure. The account's own incident is removed. A shared incident is anonymised. An alert later than
     * the request stays.
     */
    public AlertResequencer after(ErasureRequest erasureRequest) {
        if (newest == null
                || !newest.accountId().equals(erasureRequest.accountId())
                || newest.updatedAtMs() > erasureRequest.requestedAtMs()) {
            return this;
        }
        return newest.entity() == null ? EMPTY : new AlertResequencer(newest.anonymised(), opened, parentIncidentId);
    }

    public boolean isClosed() {
        return newest != null && newest.status() == Alert.Status.CLOSED;
    }

    /** Emits the opening, followed by the alert that overtook it. */
    private Emission open(Alert opening, @Nullable String shared) {
        if (opened) {
            return linkedTo(shared);
        }
        if (newest == null) {
            return new Emission(new AlertResequencer(opening, true, shared), List.of(opening));
        }
        Alert latest = shared == null ? newest : newest.asPartOf(shared);
        return new Emission(new AlertResequencer(latest, true, shared), List.of(opening, latest));
    }

    /** An alert that was overtaken changes nothing, except that it may bring the link to a shared incident. */
    private Emission linkedTo(@Nullable String shared) {
        return shared == null ? new Emission(this, List.of()) : asPartOf(shared);
    }

    /** An incident opens only once, so an opening that is emitted again becomes an update. */
    private static Alert update(Alert alert) {
        return alert.status() == Alert.Status.OPENED
                ? alert.with(alert.incident().updated())
                : alert;
    }

    private static boolean isNewer(Alert alert, Alert before) {
        return before.status() != Alert.Status.CLOSED
                && (alert.status() == Alert.Status.CLOSED
                        || alert.totals().transactionCount() > before.totals().transactionCount());
    }
}
