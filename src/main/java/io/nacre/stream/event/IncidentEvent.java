package io.nacre.stream.event;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.control.RelatedEntities;
import io.nacre.decision.incident.Alert;
import io.nacre.payment.Label;
import io.nacre.payment.RecordOrigin;
import org.jspecify.annotations.Nullable;

/**
 * An event of an incident: an alert, a label that may close a shared incident, or the link of an incident to a shared
 * incident.
 */
public sealed interface IncidentEvent {

    /** The entities of the transaction, which transactions of other accounts may share. */
    RelatedEntities parties();

    /** The record that caused the event; null if a timer did. */
    @Nullable
    RecordOrigin origin();

    /** The id of the incident; for a label, the id of its transaction. */
    String subject();

    /** The same event with the record that caused it. */
    IncidentEvent from(@Nullable RecordOrigin cause);

    static IncidentEvent of(Alert alert, RelatedEntities parties) {
        return new AlertEvent(alert, parties, null);
    }

    /** An alert without entities, so that it is not correlated any further. */
    static IncidentEvent of(Alert alert) {
        return of(alert, RelatedEntities.NONE);
    }

    static IncidentEvent of(Label label, long paidAtMs, RelatedEntities parties) {
        return new LabelEvent(label, paidAtMs, parties, null);
    }

    static IncidentEvent of(IncidentLink link) {
        return new LinkEvent(link, null);
    }

    /** An alert: the latest state of an incident. */
    record AlertEvent(
            Alert alert, RelatedEntities parties, @Nullable RecordOrigin origin) implements IncidentEvent {
        public AlertEvent {
            requireNonNull(alert, "alert is null");
            requireNonNull(parties, "parties is null");
        }

        @Override
        public String subject() {
            return alert.incidentId();
        }

        @Override
        public AlertEvent from(@Nullable RecordOrigin cause) {
            return new AlertEvent(alert, parties, cause);
        }
    }

    /**
     * The label of a transaction.
     *
     * @param paidAtMs event time of the transaction, ms since 1970
     */
    record LabelEvent(
            Label label,
            long paidAtMs,
            RelatedEntities parties,
            @Nullable RecordOrigin origin) implements IncidentEvent {
        public LabelEvent {
            requireNonNull(label, "label is null");
            requireNonNull(parties, "parties is null");
        }

        @Override
        public String subject() {
            return label.transactionId();
        }

        @Override
        public LabelEvent from(@Nullable RecordOrigin cause) {
            return new LabelEvent(label, paidAtMs, parties, cause);
        }
    }

    /** An incident is part of a shared one. */
    record LinkEvent(IncidentLink link, @Nullable RecordOrigin origin) implements IncidentEvent {
        public LinkEvent {
            requireNonNull(link, "link is null");
        }

        @Override
        public RelatedEntities parties() {
            return RelatedEntities.NONE;
        }

        @Override
        public String subject() {
            return link.incidentId();
        }

        @Override
        public LinkEvent from(@Nullable RecordOrigin cause) {
            return new LinkEvent(link, cause);
        }
    }
}
