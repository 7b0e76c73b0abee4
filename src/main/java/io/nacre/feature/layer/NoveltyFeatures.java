package io.nacre.feature.layer;

import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.payment.Transaction;
import io.nacre.profile.RecentValues;
import org.jspecify.annotations.Nullable;

/** How new a value is to an account. */
final class NoveltyFeatures {

    private NoveltyFeatures() {}

    /** 1 if the account never met the value, 0 if it did, unknown if there is none. */
    static double isNew(RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.flag(!recentValues.has(value));
    }

    /**
     * What the account has met most, if this is new to it. Values are kept as hashes, so it takes all there may be.
     *
     * @return null if it is not new, there is none, or the account has met nothing yet
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

    /** Logarithm of days since the account first met the value; unknown if it never did. */
    static double knownForDays(Transaction tx, RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), recentValues.firstMs(value));
    }

    /** Logarithm of days since the account last met the value; unknown if it never did. */
    static double lastSeenDays(Transaction tx, RecentValues recentValues, @Nullable String value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), recentValues.lastMs(value));
    }
}
