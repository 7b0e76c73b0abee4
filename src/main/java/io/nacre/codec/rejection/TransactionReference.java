package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

/** The ids by which the platform identifies its transaction; both are validated as in every record. */
public record TransactionReference(String transactionId, String accountId) {
    public TransactionReference {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
    }
}
