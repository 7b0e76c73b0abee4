package io.nacre.simulation;

import java.util.HashMap;
import java.util.Map;

/** The closed accounts: after a bust-out an account makes no more payments. */
final class ClosedAccounts {

    private final Map<Integer, Integer> lastDays = new HashMap<>();

    /** Records a payment planned for that day. */
    void observe(TransactionDraft transactionDraft, int day) {
        if (transactionDraft.crime() == FraudTypology.BUST_OUT) {
            lastDays.merge(transactionDraft.holder().number(), day, Math::max);
        }
    }

    boolean isGone(Customer customer, int day) {
        Integer last = lastDays.get(customer.number());
        return last != null && last < day;
    }
}
