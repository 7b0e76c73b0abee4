package io.nacre.training.tune;

import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts amounts to one reporting currency: by default the currency of the first amount. */
public final class ReportingCurrencyConverter {

    private final @Nullable String configured;
    private final Map<String, Double> given;
    private @Nullable ExchangeRates rates;

    /**
     * A reporting currency with given rates.
     *
     * @param currency the reporting currency; null: the currency of the first amount
     * @param given the value of one major unit of other currencies
     * @throws IllegalArgumentException for an invalid code, or a rate that is not above 0
     */
    public ReportingCurrencyConverter(@Nullable String currency, Map<String, Double> given) {
        if (!given.isEmpty() && currency == null) {
            throw new IllegalArgumentException(
                    "rates are set without a reporting currency: set --currency, such as EUR");
        }
        this.configured = currency;
        this.given = Map.copyOf(given);
        this.rates = currency == null ? null : ExchangeRates.in(currency, this.given);
    }

    /** A copy in the state before the first amount. */
    public ReportingCurrencyConverter anew() {
        return new ReportingCurrencyConverter(configured, given);
    }

    /** The currency of the first amount, with the table of rates. */
    public ReportingCurrencyConverter() {
        this(null, Map.of());
    }

    /**
     * The amount in major units of the reporting currency.
     *
     * @throws IllegalArgumentException if its currency has no rate
     */
    public double major(Money amount) {
        ExchangeRates exchangeRates = rates == null ? ExchangeRates.in(amount.currency(), given) : rates;
        rates = exchangeRates;
        return exchangeRates.convertRequired(amount);
    }

    /** The reporting currency; null before the first amount. */
    public @Nullable String currency() {
        return rates == null ? null : rates.currency();
    }

    /** The reporting currency and the source of the rates. */
    public String describe() {
        return rates == null
                ? "no currency, because there was no amount"
                : rates.currency() + ", converted by " + rates.source();
    }
}
