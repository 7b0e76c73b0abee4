package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.Seen;
import org.jspecify.annotations.Nullable;

/** How new a value is to an account. */
final class Novelty {

    private Novelty() {}

    /** 1 if the account never met the value, 0 if it did, unknown if there is none. */
    static double isNew(Seen seen, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : Scale.flag(!seen.has(value));
    }

    /** Logarithm of days since the account first met the value; unknown if it never did. */
    static double knownForDays(Transaction tx, Seen seen, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : Scale.logDays(tx.atMs(), seen.firstMs(value));
    }

    /** Logarithm of days since the account last met the value; unknown if it never did. */
    static double lastMetDays(Transaction tx, Seen seen, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : Scale.logDays(tx.atMs(), seen.lastMs(value));
    }
}
