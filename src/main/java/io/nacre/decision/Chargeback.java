package io.nacre.decision;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Label;
import org.jspecify.annotations.Nullable;

/**
 * Fraud that the card scheme or the payer reports after the payment.
 *
 * @param reason the scheme's reason code
 * @param knownAtMs when the platform received the report, ms since 1970
 */
public record Chargeback(
        String accountId, String transactionId, @Nullable String reason, long knownAtMs) {
    public Chargeback {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
    }

    public Label label() {
        return new Label(transactionId, accountId, true, knownAtMs, Label.Source.CHARGEBACK);
    }
}
