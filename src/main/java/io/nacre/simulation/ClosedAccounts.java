package io.nacre.simulation;

import java.util.HashMap;
import java.util.Map;

/** Who is gone for good: after a bust-out nothing more is paid from an account. */
final class ClosedAccounts {

    private final Map<Integer, Integer> lastDays = new HashMap<>();

    /** Takes note of a payment that is going to be made on that day. */
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
