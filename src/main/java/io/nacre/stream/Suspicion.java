package io.nacre.stream;

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
public record Suspicion(
        @Nullable Alert alert,
        RelatedEntities parties,
        @Nullable Label label,
        long paidAtMs,
        @Nullable Membership membership,
        @Nullable RecordOrigin origin) {
    public Suspicion {
        requireNonNull(parties, "parties is null");
    }

    static Suspicion of(Alert alert, RelatedEntities relatedEntities) {
        return new Suspicion(alert, relatedEntities, null, 0, null, null);
    }

    /** One that is gathered no more. */
    static Suspicion of(Alert alert) {
        return of(alert, RelatedEntities.NONE);
    }

    static Suspicion of(Label label, long paidAtMs, RelatedEntities relatedEntities) {
        return new Suspicion(null, relatedEntities, label, paidAtMs, null, null);
    }

    static Suspicion of(Membership membership) {
        return new Suspicion(null, RelatedEntities.NONE, null, 0, membership, null);
    }

    /** The same, with the record that caused it. */
    Suspicion from(@Nullable RecordOrigin cause) {
        return new Suspicion(alert, parties, label, paidAtMs, membership, cause);
    }

    /** The incident that it is about; of a label, its transaction. */
    String subject() {
        if (alert != null) {
            return alert.incidentId();
        }
        return label != null
                ? label.transactionId()
                : requireNonNull(membership, "neither").incidentId();
    }
}
