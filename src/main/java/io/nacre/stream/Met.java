package io.nacre.stream;

import static java.util.Objects.requireNonNull;

import io.nacre.feature.Keys;
import io.nacre.payment.Terms;
import io.nacre.payment.Transaction;

/**
 * What an account's hop keeps of a transaction: whom a label has to teach, and by what to tell a repeat from another
 * payment that has its id.
 *
 * @param terms fingerprint of the {@link Terms}; {@link #UNKNOWN} where a program before this kept none
 */
record Met(Keys keys, long terms) {

    static final long UNKNOWN = 0;

    Met {
        requireNonNull(keys, "keys is null");
    }

    /** Whether this payment, which has the same id, is another one. */
    boolean conflicts(Transaction payment) {
        return terms != UNKNOWN && terms != Terms.fingerprint(payment);
    }

    long atMs() {
        return keys.atMs();
    }
}
