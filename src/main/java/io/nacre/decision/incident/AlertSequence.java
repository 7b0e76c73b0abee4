package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.ErasureRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said of one incident last. Its alerts may come by several ways and overtake each other; an analyst is told
 * of its opening first, of nothing twice, and of nothing after its end.
 *
 * @param newest null while only its membership is known
 * @param opened whether the opening was said
 * @param parentIncidentId the shared incident that it belongs to; null for none
 */
public record AlertSequence(
        @Nullable Alert newest, boolean opened, @Nullable String parentIncidentId) {

    public static final AlertSequence EMPTY = new AlertSequence(null, false, null);

    /** The new state, and the alerts to emit. */
    public record Emission(AlertSequence sequence, List<Alert> alerts) {
        public Emission {
            requireNonNull(sequence, "sequence is null");
            alerts = List.copyOf(alerts);
        }
    }

    /** After another alert of the incident. */
    public Emission with(Alert alert) {
        String shared = parentIncidentId == null ? alert.parentIncidentId() : parentIncidentId;
        Alert marked = shared == null ? alert : alert.asPartOf(shared);
        if (marked.status() == Alert.Status.OPENED) {
            return open(marked, shared);
        }
        if (newest != null && !isNewer(marked, newest)) {
            return new Emission(this, List.of());
        }
        return new Emission(new AlertSequence(marked, opened, shared), opened ? List.of(marked) : List.of());
    }

    /** Once it is known to belong to a shared incident; what was said without that is said again, while it is open. */
    public Emission asPartOf(String sharedId) {
        if (parentIncidentId != null || isClosed()) {
            return new Emission(this, List.of());
        }
        if (newest == null) {
            return new Emission(new AlertSequence(null, opened, sharedId), List.of());
        }
        Alert marked = newest.asPartOf(sharedId);
        return new Emission(new AlertSequence(marked, opened, sharedId), opened ? List.of(update(marked)) : List.of());
    }

    /**
     * Once an account is erased: of its own incident nothing stays, in a shared one its payment has no name. What came
     * after the erasure stays.
     */
    public AlertSequence after(ErasureRequest erasureRequest) {
        if (newest == null
                || !newest.accountId().equals(erasureRequest.accountId())
                || newest.updatedAtMs() > erasureRequest.requestedAtMs()) {
            return this;
        }
        return newest.entity() == null ? EMPTY : new AlertSequence(newest.anonymised(), opened, parentIncidentId);
    }

    public boolean isClosed() {
        return newest != null && newest.status() == Alert.Status.CLOSED;
    }

    /** The opening; what overtook it is said after it. */
    private Emission open(Alert opening, @Nullable String shared) {
        if (opened) {
            return new Emission(this, List.of());
        }
        return newest == null
                ? new Emission(new AlertSequence(opening, true, shared), List.of(opening))
                : new Emission(new AlertSequence(newest, true, shared), List.of(opening, newest));
    }

    /** An incident is opened once: what is said of it later is no opening. */
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
