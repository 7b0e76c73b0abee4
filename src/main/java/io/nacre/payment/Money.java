package io.nacre.payment;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Locale;

/**
 * An amount in the minor unit of its currency (1 999 EUR = 19.99 euro), so that amounts are never rounded.
 *
 * @param minorUnits zero or more; at most {@link #MAX_MINOR_UNITS}
 * @param currency ISO 4217 code, upper case
 */
public record Money(long minorUnits, String currency) {

    /** The largest amount of a payment: exact as a double, and above any card or transfer limit. */
    public static final long MAX_MINOR_UNITS = 1L << 53;

    public Money {
        requireNonNull(currency, "currency is null");
        if (minorUnits < 0 || minorUnits > MAX_MINOR_UNITS) {
            throw new IllegalArgumentException("minorUnits is out of range: " + minorUnits);
        }
    }

    /** The amount in the currency's major unit (19.99), for the formulas. */
    public double major() {
        return minorUnits / Currencies.minorPerMajor(currency);
    }

    /** The amount in the major unit, exact and with all minor units: 19.90. */
    public BigDecimal decimal() {
        return BigDecimal.valueOf(minorUnits, Currencies.minorDigits(currency));
    }

    /** Formatted with all minor units: 1,234.50 EUR, 1,234 JPY. */
    public String text() {
        return grouped(decimal()) + " " + currency;
    }

    /** The number with grouped thousands and all its decimals. */
    public static String grouped(BigDecimal number) {
        return String.format(Locale.ROOT, "%,." + Math.max(0, number.scale()) + "f", number);
    }
}
