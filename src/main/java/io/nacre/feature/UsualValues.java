package io.nacre.feature;

import org.jspecify.annotations.Nullable;

/**
 * What an account has met most, where a payment brings something it never met: only then it is looked up, and travels
 * with the payment. Each is null where the payment brings nothing new.
 *
 * @param ipCountry the country that most of its payments came from
 * @param shopCountry the country of most merchants it paid
 * @param channel by name
 * @param currency ISO 4217
 * @param otherCurrencies whether the account paid in another currency than this payment's, however often
 */
public record UsualValues(
        @Nullable String ipCountry,
        @Nullable String shopCountry,
        @Nullable String channel,
        @Nullable String currency,
        boolean otherCurrencies) {

    /** The ordinary payment brings nothing new. */
    public static final UsualValues NONE = new UsualValues(null, null, null, null, false);

    public UsualValues withIpCountry(@Nullable String known) {
        return known == null ? this : new UsualValues(known, shopCountry, channel, currency, otherCurrencies);
    }

    public UsualValues withShopCountry(@Nullable String known) {
        return known == null ? this : new UsualValues(ipCountry, known, channel, currency, otherCurrencies);
    }

    public UsualValues withChannel(@Nullable String known) {
        return known == null ? this : new UsualValues(ipCountry, shopCountry, known, currency, otherCurrencies);
    }

    /** The account paid in others; null where this payment's is none of its new ones. */
    public UsualValues withOtherCurrencies(@Nullable String most) {
        return new UsualValues(ipCountry, shopCountry, channel, most, true);
    }
}
