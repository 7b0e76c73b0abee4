package io.nacre.training;

import io.nacre.payment.Money;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a unit of each currency is worth in one of them: amounts of several are never added without. */
public final class Rates {

    private final Map<String, Double> rates;
    private @Nullable String currency;

    /**
     * Rates for one currency.
     *
     * @param currency what all is counted in; null: the one of the data, if there is only one
     * @param rates what one major unit of another currency is worth in it
     * @throws IllegalArgumentException if a rate is not above 0
     */
    public Rates(@Nullable String currency, Map<String, Double> rates) {
        rates.forEach((code, rate) ->
                NetworkOptions.require(rate > 0 && Double.isFinite(rate), "rate of " + code, rate, "above 0"));
        if (!rates.isEmpty() && currency == null) {
            throw new IllegalArgumentException("rates are given, and not for what: say --currency, such as EUR");
        }
        this.currency = currency;
        this.rates = Map.copyOf(rates);
    }

    /**
     * The amount in major units of the one currency.
     *
     * @throws IllegalArgumentException if its currency is another, and has no rate
     */
    public double major(Money amount) {
        if (currency == null) {
            currency = amount.currency();
        }
        if (amount.currency().equals(currency)) {
            return amount.major();
        }
        Double rate = rates.get(amount.currency());
        if (rate == null) {
            throw new IllegalArgumentException("amounts are in " + currency + " and " + amount.currency()
                    + ", which cannot be added: say what one " + amount.currency() + " is worth, such as --currency "
                    + currency + " --rate " + amount.currency() + "=1.5");
        }
        return rate * amount.major();
    }

    /** What all is counted in; null as long as nothing was. */
    public @Nullable String currency() {
        return currency;
    }
}
