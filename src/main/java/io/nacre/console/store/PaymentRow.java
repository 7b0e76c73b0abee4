package io.nacre.console.store;

import io.nacre.payment.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment as far as it is known: its transaction and its decision arrive apart.
 *
 * @param amount null until the transaction is known
 * @param channel null until the transaction is known
 * @param decision null until it is decided
 */
public record PaymentRow(
        String accountId,
        String transactionId,
        long eventTimeMs,
        @Nullable Money amount,
        @Nullable String channel,
        PaymentDetails details,
        @Nullable PaymentDecision decision) {

    /**
     * What was decided.
     *
     * @param suspicious whether it belongs to an incident
     * @param json the record of the decision, if it is suspicious; else null
     */
    public record PaymentDecision(
            String outcome,
            String cause,
            @Nullable String causeDetail,
            double score,
            boolean suspicious,
            long decidedAtMs,
            @Nullable String json) {}
}
