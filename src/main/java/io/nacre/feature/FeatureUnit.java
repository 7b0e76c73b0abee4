package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The unit of a feature, and how its value is displayed. Most values in the vector are logarithms. */
public enum FeatureUnit {
    AMOUNT("the amount of the payment, as a logarithm", Average.NONE, FeatureUnit::amount),

    MONEY("a sum of the account's amounts, as a logarithm", Average.NONE, FeatureUnit::sum),

    MONEY_OF_MANY(
            "a sum of amounts of many accounts, regardless of currency, as a logarithm",
            Average.NONE,
            (number, accountBaseline) -> ofMany(number)),

    COUNT(
            "a count, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.inverse(number))),

    SECONDS(
            "seconds, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.duration(FeatureScale.inverse(number))),

    HOURS(
            "hours, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.hours(FeatureScale.inverse(number))),

    DAYS(
            "days, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.hours(24 * FeatureScale.inverse(number))),

    KILOMETRES(
            "a distance, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.inverse(number)) + " km"),

    KILOMETRES_PER_HOUR(
            "a speed, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.inverse(number)) + " km/h"),

    RATIO(
            "a ratio, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.number(StrictMath.exp(number)) + " times"),

    SHARE(
            "a share from 0 to 1; above 1 if the counted payments exceed the reference",
            Average.MEAN,
            (number, accountBaseline) -> DisplayNumbers.percent(number)),

    LOG_SHARE(
            "a share, as a logarithm",
            Average.TYPICAL,
            (number, accountBaseline) -> DisplayNumbers.percent(StrictMath.exp(number))),

    FLAG("1 for yes, 0 for no", Average.SHARE, (number, accountBaseline) -> number > 0.5 ? "yes" : "no"),

    DEVIATIONS(
            "standard deviations above or below a mean",
            Average.MEAN,
            (number, accountBaseline) -> DisplayNumbers.number(Math.abs(number)) + (number < 0 ? " below" : " above")),

    SCORE(
            "a score on the platform's own scale",
            Average.MEAN,
            (number, accountBaseline) -> DisplayNumbers.number(number)),

    TIME_OF_DAY(
            "one coordinate of the hour on a circle; one number alone has no meaning",
            Average.NONE,
            (number, accountBaseline) -> accountBaseline == null ? null : timeOfDay(accountBaseline)),

    WEEKDAY(
            "one coordinate of the weekday on a circle; one number alone has no meaning",
            Average.NONE,
            (number, accountBaseline) -> accountBaseline == null ? null : weekday(accountBaseline)),

    WORDS(
            "a count of words that share a hash bucket; it does not identify a word",
            Average.NONE,
            (number, accountBaseline) -> null);

    /** The meaning of a feature's mean over the training slice. */
    private enum Average {
        /** No meaning, for example because amounts have different currencies. */
        NONE,
        /** The mean of logarithms, which about half of the transactions exceed; displayed as a typical value. */
        TYPICAL,
        MEAN,
        SHARE
    }

    /** Formats a value; null if the value alone has no meaning. */
    @FunctionalInterface
    private interface Reading {
        @Nullable
        String of(double number, @Nullable AccountBaseline accountBaseline);
    }

    @SuppressWarnings("ImmutableEnumChecker") // The formatters are stateless.
    private final Reading reading;

    private final String description;
    private final Average average;

    FeatureUnit(String description, Average average, Reading reading) {
        this.description = description;
        this.average = average;
        this.reading = reading;
    }

    /** The description of the unit, in one line. */
    public String description() {
        return description;
    }

    /**
     * Formats a value of the vector; null if the value alone has no meaning.
     *
     * @param accountBaseline the transaction and the vector; null if only the value is available
     */
    public @Nullable String read(double number, @Nullable AccountBaseline accountBaseline) {
        return reading.of(number, accountBaseline);
    }

    /** Whether the mean over the training slice is a usual value. */
    public boolean hasMean() {
        return average != Average.NONE;
    }

    /** The usual value as a suffix of {@link #read}; empty if the mean over the training slice has no meaning. */
    public String readMean(double mean) {
        if (Double.isNaN(mean)) {
            return "";
        }
        return switch (average) {
            case NONE -> "";
            case TYPICAL -> "; typically " + requireNonNull(reading.of(mean, null));
            case MEAN -> "; on average " + requireNonNull(reading.of(mean, null));
            case SHARE -> "; yes in " + DisplayNumbers.percent(mean) + " of payments";
        };
    }

    private static String amount(double number, @Nullable AccountBaseline accountBaseline) {
        Transaction transaction = accountBaseline == null ? null : accountBaseline.transaction();
        return transaction == null
                ? DisplayNumbers.about(FeatureScale.inverse(number), null) + " in the payment's currency"
                : transaction.amount().text();
    }

    private static String sum(double number, @Nullable AccountBaseline accountBaseline) {
        String currency = accountBaseline == null ? null : accountBaseline.currency();
        return currency == null ? ofMany(number) : DisplayNumbers.about(FeatureScale.inverse(number), currency);
    }

    private static String ofMany(double number) {
        return DisplayNumbers.about(FeatureScale.inverse(number), null) + ", summed over all currencies";
    }

    private static @Nullable String timeOfDay(AccountBaseline accountBaseline) {
        double day = accountBaseline.turn("time.hour", Millis.DAY_MS);
        long minute = Math.round(day * 24 * 60) % (24 * 60);
        return Double.isNaN(day) ? null : String.format(Locale.ROOT, "%02d:%02d UTC", minute / 60, minute % 60);
    }

    private static @Nullable String weekday(AccountBaseline accountBaseline) {
        double week = accountBaseline.turn("time.week", 7 * Millis.DAY_MS);
        if (Double.isNaN(week)) {
            return null;
        }
        // The float of a midnight may be slightly below it.
        int day = (int) (7 * week + 1e-5) % 7;
        return DayOfWeek.MONDAY.plus(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " (UTC)";
    }
}
