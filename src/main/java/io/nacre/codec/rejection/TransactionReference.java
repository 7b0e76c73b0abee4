package io.nacre.codec.rejection;

import static java.util.Objects.requireNonNull;

/** The ids by which a platform finds its payment again, each as every contract demands it. */
public record TransactionReference(String transactionId, String accountId) {
    public TransactionReference {
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(accountId, "accountId is null");
    }
}
