package io.nacre.feature;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import io.nacre.reference.IpFacts;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction beside its own fields, looked up once on entry.
 *
 * @param merchantLocation the till, or failing that the principal place of the merchant's country
 * @param profile the account's newest profile, filled in where the account's memory is kept
 * @param usual what the account has met most where the payment brings something new, filled in there as well
 */
public record Facts(
        IpFacts ip,
        @Nullable GeoPoint merchantLocation,
        @Nullable AccountProfile profile,
        UsualValues usual) {

    public static final Facts UNKNOWN = new Facts(IpFacts.UNKNOWN, null, null);

    /** Before the account's memory was asked. */
    public Facts(IpFacts ip, @Nullable GeoPoint merchantPlace, @Nullable AccountProfile profile) {
        this(ip, merchantPlace, profile, UsualValues.NONE);
    }

    public Facts with(@Nullable AccountProfile known) {
        return new Facts(ip, merchantLocation, known, usual);
    }

    public Facts with(@Nullable AccountProfile known, UsualValues met) {
        return new Facts(ip, merchantLocation, known, met);
    }
}
