package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Whether a transaction turned out to be fraud, and since when that is known.
 *
 * @param knownAtMs ms since 1970; nothing before this moment may make use of the label
 * @param incidentId the incident that a verdict settles, if it came from an alert
 */
public record Label(
        String transactionId,
        String accountId,
        boolean fraud,
        long knownAtMs,
        Source source,
        @Nullable String incidentId) {

    /** Who said so; a chargeback outranks a verdict. */
    public enum Source {
        VERDICT,
        CHARGEBACK
    }

    public Label {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
        requireNonNull(source, "source is null");
    }

    /** Of a payment, without an incident. */
    public Label(String transactionId, String accountId, boolean fraud, long knownAtMs, Source source) {
        this(transactionId, accountId, fraud, knownAtMs, source, null);
    }
}
