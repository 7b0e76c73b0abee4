package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Alert;
import io.nacre.decision.RelatedEntities;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * What concerns an incident, on its way to the analyst: an alert, a label that may end what many accounts have in
 * common, or the word that an incident is part of that. One of the three is there.
 *
 * @param parties what the payment may have in common with others
 * @param paidAtMs event time of the payment that the label is about, ms since 1970
 * @param origin the payment or label that caused it; null where time alone did
 */
public record IncidentEvent(
        @Nullable Alert alert,
        RelatedEntities parties,
        @Nullable Label label,
        long paidAtMs,
        @Nullable IncidentLink membership,
        @Nullable RecordOrigin origin) {
    public IncidentEvent {
        requireNonNull(parties, "parties is null");
    }

    public static IncidentEvent of(Alert alert, RelatedEntities relatedEntities) {
        return new IncidentEvent(alert, relatedEntities, null, 0, null, null);
    }

    /** One that is gathered no more. */
    public static IncidentEvent of(Alert alert) {
        return of(alert, RelatedEntities.NONE);
    }

    public static IncidentEvent of(Label label, long paidAtMs, RelatedEntities relatedEntities) {
        return new IncidentEvent(null, relatedEntities, label, paidAtMs, null, null);
    }

    public static IncidentEvent of(IncidentLink incidentLink) {
        return new IncidentEvent(null, RelatedEntities.NONE, null, 0, incidentLink, null);
    }

    /** The same, with the record that caused it. */
    public IncidentEvent from(@Nullable RecordOrigin cause) {
        return new IncidentEvent(alert, parties, label, paidAtMs, membership, cause);
    }

    /** The incident that it is about; of a label, its transaction. */
    public String subject() {
        if (alert != null) {
            return alert.incidentId();
        }
        return label != null
                ? label.transactionId()
                : requireNonNull(membership, "neither").incidentId();
    }
}
