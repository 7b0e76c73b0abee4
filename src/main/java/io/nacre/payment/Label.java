package io.nacre.payment;

import static java.util.Objects.requireNonNull;

/**
 * Whether a transaction turned out to be fraud, and since when that is known.
 *
 * @param knownAtMs ms since 1970; nothing before this moment may make use of the label
 */
public record Label(String transactionId, String accountId, boolean fraud, long knownAtMs, Source source) {

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
}
