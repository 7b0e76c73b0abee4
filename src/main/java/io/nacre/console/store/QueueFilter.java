package io.nacre.console.store;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.incident.Severity;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents the queue shows.
 *
 * @param assignee an analyst, {@link #NOBODY}, or null for all
 * @param severities empty for all
 * @param text words that the incident must all contain; null for none
 * @param country of the merchant; null for all
 * @param merchant id of the merchant; null for all
 * @param reason code of a reason; null for all
 * @param minLossEuro the lowest expected loss
 * @param snoozed whether snoozed incidents are shown as well
 */
public record QueueFilter(
        Status status,
        @Nullable String assignee,
        Set<Severity> severities,
        @Nullable String text,
        @Nullable String country,
        @Nullable String merchant,
        @Nullable String reason,
        double minLossEuro,
        boolean snoozed) {

    /** The assignee of unassigned incidents. */
    public static final String NOBODY = "none";

    /** All open incidents that are not snoozed. */
    public static final QueueFilter OPEN =
            new QueueFilter(Status.OPEN, null, Set.of(), null, null, null, null, 0, false);

    /** An incident with a verdict is closed at once, although the job closes it a moment later. */
    public enum Status {
        OPEN,
        CLOSED,
        ALL
    }

    /** The order of the queue; ties are in the order of the ids. */
    public enum Sort {
        /** The highest expected loss first. */
        LOSS,
        /** The highest score first. */
        SCORE,
        /** The incident that waits longest first. */
        OLDEST,
        NEWEST,
        /** The incident that is due first. */
        DUE
    }

    public QueueFilter {
        requireNonNull(status, "status is null");
        severities = Set.copyOf(severities);
    }
}
