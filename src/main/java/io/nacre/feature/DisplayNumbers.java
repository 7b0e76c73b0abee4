package io.nacre.feature;

import io.nacre.payment.Currencies;
import io.nacre.payment.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Formats numbers for analysts: at most as many digits as a float in the vector is precise to, and no exponent. */
public final class DisplayNumbers {

    /** Larger numbers are displayed as "over" this value. */
    private static final double LARGEST = 1e15;

    /** A value whose logarithm is stored as a float is precise to five digits. */
    private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_UP);

    private static final double MINUTE_S = 60;
    private static final double HOUR_S = 60 * MINUTE_S;
    private static final double DAY_S = 24 * HOUR_S;
    private static final double YEAR_S = 365.25 * DAY_S;

    private DisplayNumbers() {}

    /** At most two decimals, and none for a large number. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (!(size <= LARGEST)) {
            return beyond(value);
        }
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        BigDecimal rounded =
                new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
        if (rounded.signum() == 0 && value > 0) {
            return "less than 0.01";
        }
        return Money.grouped(rounded.round(DIGITS));
    }

    /** A share, such as 12.3 %. */
    public static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** A value that was computed from amounts, in major units; "about" marks missing digits. */
    static String about(double value, @Nullable String currency) {
        String unit = currency == null ? "" : " " + currency;
        if (!(Math.abs(value) <= LARGEST)) {
            return beyond(value) + unit;
        }
        BigDecimal whole = new BigDecimal(value)
                .setScale(currency == null ? 2 : Currencies.minorDigits(currency), RoundingMode.HALF_UP);
        BigDecimal rounded = whole.round(DIGITS);
        return rounded.compareTo(whole) == 0
                ? Money.grouped(whole) + unit
                : "about " + Money.grouped(rounded.setScale(0, RoundingMode.HALF_UP)) + unit;
    }

    static String hours(double hours) {
        return duration(hours * HOUR_S);
    }

    /** A duration in the most readable unit, from seconds to years. */
    static String duration(double seconds) {
        if (seconds < 1.5 * MINUTE_S) {
            return count(seconds, "second");
        }
        if (seconds < 1.5 * HOUR_S) {
            return count(seconds / MINUTE_S, "minute");
        }
        if (seconds < 2 * DAY_S) {
            return count(seconds / HOUR_S, "hour");
        }
        return seconds < 2 * YEAR_S ? count(seconds / DAY_S, "day") : count(seconds / YEAR_S, "year");
    }

    /** A number with its noun in the singular or plural. */
    static String count(double many, String noun) {
        String number = number(many);
        return number + " " + noun + (number.equals("1") ? "" : "s");
    }

    private static String beyond(double value) {
        return Double.isNaN(value) ? "not known" : (value > 0 ? "over " : "below -") + number(LARGEST);
    }
}
