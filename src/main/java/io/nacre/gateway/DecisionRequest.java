package io.nacre.gateway;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Transaction;
import java.util.Map;

/**
 * A request for a decision.
 *
 * @param bodyHash SHA-256 of the transaction, hexadecimal; equal transactions have equal hashes
 * @param headers the headers that the decision and the alert take over
 * @param deadlineNs when it must be answered, on the clock of {@link System#nanoTime}
 */
public record DecisionRequest(Transaction transaction, String bodyHash, Map<String, String> headers, long deadlineNs) {

    public DecisionRequest {
        requireNonNull(transaction, "transaction is null");
        requireNonNull(bodyHash, "bodyHash is null");
        headers = Map.copyOf(headers);
    }
}
