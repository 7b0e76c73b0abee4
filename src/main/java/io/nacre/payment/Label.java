package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction was fraud, and since when this is known.
 *
 * @param knownAtMs ms since 1970; nothing may use the label before this time
 * @param incidentId the incident that the verdict concludes, if it came from an alert
 */
public record Label(
        String transactionId,
        String accountId,
        boolean fraud,
        long knownAtMs,
        Source source,
        @Nullable String incidentId) {

    /** The source of a label. A chargeback outranks a verdict. */
    public enum Source {
        VERDICT,
        CHARGEBACK
    }

    public Label {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(source, "source is null");
    }

    /** A label without an incident. */
    public Label(String transactionId, String accountId, boolean fraud, long knownAtMs, Source source) {
        this(transactionId, accountId, fraud, knownAtMs, source, null);
    }
}
