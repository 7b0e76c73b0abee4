package io.nacre.feature.layer;

import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.payment.Transaction;
import io.nacre.profile.RecentValues;
import org.jspecify.annotations.Nullable;

/** Features that describe how new a value is to an account. */
final class NoveltyFeatures {

    private NoveltyFeatures() {}

    /** 1 if the value is new to the account, 0 if not, unknown if there is no value. */
    static double isNew(RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.flag(!recentValues.has(value));
    }

    /**
     * The account's most frequent value if this one is new. State has only hashes of values, so all candidates are
     * passed in.
     *
     * @return null if the value is not new, there is no value, or the account has no earlier values
     */
    static @Nullable String most(RecentValues recentValues, @Nullable String value, Iterable<String> candidates) {
        if (value == null || recentValues.size() == 0 || recentValues.has(value)) {
            return null;
        }
        String most = null;
        int often = 0;
        for (String candidate : candidates) {
            int count = recentValues.count(candidate);
            if (count > often) {
                most = candidate;
                often = count;
            }
        }
        return most;
    }

    /** Logarithm of days since the account first used the value; unknown if it never did. */
    static double knownForDays(Transaction tx, RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), recentValues.firstMs(value));
    }

    /** Logarithm of days since the account last used the value; unknown if it never did. */
    static double lastSeenDays(Transaction tx, RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), recentValues.lastMs(value));
    }
}
