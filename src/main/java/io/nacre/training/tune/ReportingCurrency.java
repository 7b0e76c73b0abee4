package io.nacre.training.tune;

import io.nacre.payment.ExchangeRates;
import io.nacre.payment.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts of several currencies, counted in one: that of the first amount, where none is said. */
public final class ReportingCurrency {

    private final @Nullable String said;
    private final Map<String, Double> given;
    private @Nullable ExchangeRates rates;

    /**
     * Rates for one currency.
     *
     * @param currency what all is counted in; null: the one of the first amount
     * @param given what one major unit of another currency is worth in it
     * @throws IllegalArgumentException for a code that is none, and a rate that is not above 0
     */
    public ReportingCurrency(@Nullable String currency, Map<String, Double> given) {
        if (!given.isEmpty() && currency == null) {
            throw new IllegalArgumentException("rates are given, and not for what: say --currency, such as EUR");
        }
        this.said = currency;
        this.given = Map.copyOf(given);
        this.rates = currency == null ? null : ExchangeRates.in(currency, this.given);
    }

    /** The same, before any amount was counted. */
    public ReportingCurrency anew() {
        return new ReportingCurrency(said, given);
    }

    /** In the currency of the first amount, by the table. */
    public ReportingCurrency() {
        this(null, Map.of());
    }

    /**
     * The amount in major units of the one currency.
     *
     * @throws IllegalArgumentException if its currency has no rate
     */
    public double major(Money amount) {
        ExchangeRates known = rates == null ? ExchangeRates.in(amount.currency(), given) : rates;
        rates = known;
        return known.known(amount);
    }

    /** What all is counted in; null as long as nothing was. */
    public @Nullable String currency() {
        return rates == null ? null : rates.currency();
    }

    /** The currency, and by what others are converted. */
    public String describe() {
        return rates == null
                ? "no currency, for nothing was counted"
                : rates.currency() + ", others by " + rates.source();
    }
}
