package io.nacre.feature;

import org.jspecify.annotations.Nullable;

/**
 * The account's most frequent values. They are looked up only for values that are new for the account, and then sent
 * with the transaction. A text is null if the transaction's value is not new.
 *
 * @param ipCountry the most frequent country of IP addresses
 * @param shopCountry the most frequent country of merchants
 * @param channel the name of the most frequent channel
 * @param currency the most frequent currency, ISO 4217
 * @param otherCurrencies whether the account has paid in a currency other than this transaction's
 */
public record UsualValues(
        @Nullable String ipCountry,
        @Nullable String shopCountry,
        @Nullable String channel,
        @Nullable String currency,
        boolean otherCurrencies) {

    /** Without a new value, which is the usual case. */
    public static final UsualValues NONE = new UsualValues(null, null, null, null, false);

    public UsualValues withIpCountry(@Nullable String value) {
        return value == null ? this : new UsualValues(value, shopCountry, channel, currency, otherCurrencies);
    }

    public UsualValues withShopCountry(@Nullable String value) {
        return value == null ? this : new UsualValues(ipCountry, value, channel, currency, otherCurrencies);
    }

    public UsualValues withChannel(@Nullable String value) {
        return value == null ? this : new UsualValues(ipCountry, shopCountry, value, currency, otherCurrencies);
    }

    /**
     * The same values for an account that has paid in other currencies.
     *
     * @param most the most frequent of them; null if this transaction's currency is not new
     */
    public UsualValues withOtherCurrencies(@Nullable String most) {
        return new UsualValues(ipCountry, shopCountry, channel, most, true);
    }
}
