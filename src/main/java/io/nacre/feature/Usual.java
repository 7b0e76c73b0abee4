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
 */
public record Usual(
        @Nullable String ipCountry,
        @Nullable String shopCountry,
        @Nullable String channel,
        @Nullable String currency) {

    /** The ordinary payment brings nothing new. */
    public static final Usual NONE = new Usual(null, null, null, null);

    Usual withIpCountry(@Nullable String known) {
        return known == null ? this : new Usual(known, shopCountry, channel, currency);
    }

    Usual withShopCountry(@Nullable String known) {
        return known == null ? this : new Usual(ipCountry, known, channel, currency);
    }

    Usual withChannel(@Nullable String known) {
        return known == null ? this : new Usual(ipCountry, shopCountry, known, currency);
    }

    Usual withCurrency(@Nullable String known) {
        return known == null ? this : new Usual(ipCountry, shopCountry, channel, known);
    }
}
