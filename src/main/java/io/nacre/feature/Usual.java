package io.nacre.feature;

import org.jspecify.annotations.Nullable;

/**
 * What an account has met most, where a payment brings something it never met: only then it is looked up, and travels
 * with the payment. Each is null where the payment brings nothing new.
 *
 * @param ipCountry the country that most of its payments came from
 * @param shopCountry the country of most retailers it paid
 * @param channel by name
 * @param currency ISO 4217
 * @param otherCurrencies whether the account paid in another currency than this payment's, however often
 */
public record Usual(
        @Nullable String ipCountry,
        @Nullable String shopCountry,
        @Nullable String channel,
        @Nullable String currency,
        boolean otherCurrencies) {

    /** The ordinary payment brings nothing new. */
    public static final Usual NONE = new Usual(null, null, null, null, false);

    Usual withIpCountry(@Nullable String known) {
        return known == null ? this : new Usual(known, shopCountry, channel, currency, otherCurrencies);
    }

    Usual withShopCountry(@Nullable String known) {
        return known == null ? this : new Usual(ipCountry, known, channel, currency, otherCurrencies);
    }

    Usual withChannel(@Nullable String known) {
        return known == null ? this : new Usual(ipCountry, shopCountry, known, currency, otherCurrencies);
    }

    /** The account paid in others; null where this payment's is none of its new ones. */
    Usual withOtherCurrencies(@Nullable String most) {
        return new Usual(ipCountry, shopCountry, channel, most, true);
    }
}
