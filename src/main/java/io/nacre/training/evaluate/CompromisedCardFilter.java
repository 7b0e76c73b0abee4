package io.nacre.training.evaluate;

import io.nacre.payment.Label;
import io.nacre.payment.LabelledTransaction;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.util.HashMap;
import java.util.Map;

/** Cards of which a fraud is known: they are replaced, so what comes from them is no longer anybody's puzzle. */
public final class CompromisedCardFilter {
    private final long fromMs;
    private final Map<String, Long> knownAtMs = new HashMap<>();

    /** @param fromMs event time, ms since 1970; cards with an earlier fraud have been replaced since */
    public CompromisedCardFilter(long fromMs) {
        this.fromMs = fromMs;
    }

    /** Takes up a fraud; it counts once it is known. */
    public void add(LabelledTransaction labelled) {
        Label label = labelled.label();
        if (label != null && label.fraud() && labelled.transaction().eventTimeMs() >= fromMs) {
            knownAtMs.merge(card(labelled.transaction()), label.knownAtMs(), Math::min);
        }
    }

    /** Whether a fraud of the transaction's card was known at the start of its day. */
    public boolean contains(Transaction transaction) {
        long dayMs = Math.floorDiv(transaction.eventTimeMs(), Millis.DAY_MS) * Millis.DAY_MS;
        return knownAtMs.getOrDefault(card(transaction), Long.MAX_VALUE) <= dayMs;
    }

    /** The card, or failing that the account. */
    static String card(Transaction transaction) {
        String token = transaction.cardToken();
        return token == null ? transaction.accountId() : token;
    }
}
