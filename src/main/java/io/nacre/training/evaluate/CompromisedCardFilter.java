package io.nacre.training.evaluate;

import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.Map;

/** Cards with a known fraud. The issuer replaces them, so their later transactions are not evaluated. */
public final class CompromisedCardFilter {
    private final long fromMs;
    private final Map<String, Long> knownAtMs = new HashMap<>();

    /** @param fromMs event time, ms since 1970; cards with an earlier fraud have been replaced already */
    public CompromisedCardFilter(long fromMs) {
        this.fromMs = fromMs;
    }

    /** Adds a fraud. It takes effect when its label is known. */
    public void add(LabelledTransaction labelled) {
        Label label = labelled.label();
        if (label != null && label.fraud() && labelled.transaction().eventTimeMs() >= fromMs) {
            knownAtMs.merge(card(labelled.transaction()), label.knownAtMs(), Math::min);
        }
    }

    /** Whether a fraud of the transaction's card was known at the start of the day. */
    public boolean contains(Transaction transaction) {
        long dayMs = Math.floorDiv(transaction.eventTimeMs(), Millis.DAY_MS) * Millis.DAY_MS;
        return knownAtMs.getOrDefault(card(transaction), Long.MAX_VALUE) <= dayMs;
    }

    /** The card, or the account if there is no card. */
    static String card(Transaction transaction) {
        String token = transaction.cardToken();
        return token == null ? transaction.accountId() : token;
    }
}
