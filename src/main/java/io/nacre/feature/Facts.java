package io.nacre.feature;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import io.nacre.reference.IpFacts;
import org.jspecify.annotations.Nullable;

/**
 * Data about a transaction that is not in its own fields. It is looked up once, when the transaction enters the job.
 *
 * @param merchantLocation the point of sale, else the default location of the merchant's country
 * @param profile the account's latest profile, added from the account's state
 * @param usual the account's most frequent values if the transaction has a new one, added from the account's state
 */
public record Facts(
        IpFacts ip,
        @Nullable GeoPoint merchantLocation,
        @Nullable AccountProfile profile,
        UsualValues usual) {

    public static final Facts UNKNOWN = new Facts(IpFacts.UNKNOWN, null, null);

    /** The facts before the account's state is read. */
    public Facts(IpFacts ip, @Nullable GeoPoint merchantPlace, @Nullable AccountProfile profile) {
        this(ip, merchantPlace, profile, UsualValues.NONE);
    }

    public Facts with(@Nullable AccountProfile newProfile) {
        return new Facts(ip, merchantLocation, newProfile, usual);
    }

    public Facts with(@Nullable AccountProfile newProfile, UsualValues usualValues) {
        return new Facts(ip, merchantLocation, newProfile, usualValues);
    }
}
