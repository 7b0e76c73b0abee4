package io.nacre.decision.incident;

import static java.util.Objects.requireNonNull;

import io.nacre.decision.Decision;
import io.nacre.decision.ModelScore;
import io.nacre.decision.Outcome;
import io.nacre.payment.Money;

/** The transaction that an alert shows: the first or the latest of the incident. */
public record SuspiciousTransaction(
        String accountId, String transactionId, Money amount, Outcome outcome, ModelScore model) {

    /** Replaces the account and the transaction id in a shared incident after the account is erased. */
    private static final String ERASED = "erased";

    public SuspiciousTransaction {
        requireNonNull(accountId, "accountId is null");
        requireNonNull(transactionId, "transactionId is null");
        requireNonNull(amount, "amount is null");
        requireNonNull(outcome, "outcome is null");
        requireNonNull(model, "model is null");
    }

    static SuspiciousTransaction of(Decision decision, Money amount) {
        return new SuspiciousTransaction(
                decision.accountId(),
                decision.transactionId(),
                amount,
                decision.outcome(),
                decision.scoring().model());
    }

    /** The transaction without the account, the transaction id and the reasons. */
    SuspiciousTransaction anonymised() {
        return new SuspiciousTransaction(ERASED, ERASED, amount, outcome, model.withoutReasons());
    }

    boolean isAnonymised() {
        return accountId.equals(ERASED) && transactionId.equals(ERASED);
    }
}
