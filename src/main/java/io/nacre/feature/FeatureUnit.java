package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a feature's number counts, and how an analyst reads it. Most numbers stand in the vector as logarithms. */
public enum FeatureUnit {
    /** The payment's own amount, as {@link FeatureScale#log}. */
    AMOUNT(Average.NONE, FeatureUnit::amount),

    /** A sum of the account's amounts, as {@link FeatureScale#log}. */
    MONEY(Average.NONE, FeatureUnit::sum),

    /** A sum of amounts of many accounts, whatever their currencies, as {@link FeatureScale#log}. */
    MONEY_OF_MANY(Average.NONE, (number, accountBaseline) -> ofMany(number)),

    /** A count, as {@link FeatureScale#log}. */
    COUNT(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.plain(number))),

    /** Seconds, as {@link FeatureScale#log}. */
    SECONDS(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.duration(FeatureScale.plain(number))),

    /** Hours, as {@link FeatureScale#log}. */
    HOURS(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.hours(FeatureScale.plain(number))),

    /** Days, as {@link FeatureScale#log}. */
    DAYS(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.hours(24 * FeatureScale.plain(number))),

    /** A distance, as {@link FeatureScale#log}. */
    KILOMETRES(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.plain(number)) + " km"),

    /** A speed, as {@link FeatureScale#log}. */
    KILOMETRES_PER_HOUR(
            Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.number(FeatureScale.plain(number)) + " km/h"),

    /** How many times larger than something, as {@link FeatureScale#logRatio}. */
    RATIO(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.number(StrictMath.exp(number)) + " times"),

    /** A share, 0 to 1; of something else than the whole it may be more. */
    SHARE(Average.MEAN, (number, accountBaseline) -> DisplayNumbers.percent(number)),

    /** A share as its natural logarithm. */
    LOG_SHARE(Average.TYPICAL, (number, accountBaseline) -> DisplayNumbers.percent(StrictMath.exp(number))),

    /** 1 if it holds, else 0. */
    FLAG(Average.SHARE, (number, accountBaseline) -> number > 0.5 ? "yes" : "no"),

    /** Standard deviations above or below a mean. */
    DEVIATIONS(
            Average.MEAN,
            (number, accountBaseline) -> DisplayNumbers.number(Math.abs(number)) + (number < 0 ? " below" : " above")),

    /** A number on a scale of the platform's own. */
    SCORE(Average.MEAN, (number, accountBaseline) -> DisplayNumbers.number(number)),

    /** The hour on the circle, of which one number alone says nothing. */
    TIME_OF_DAY(Average.NONE, (number, accountBaseline) -> accountBaseline == null ? null : timeOfDay(accountBaseline)),

    /** The weekday on the circle, of which one number alone says nothing. */
    WEEKDAY(Average.NONE, (number, accountBaseline) -> accountBaseline == null ? null : weekday(accountBaseline)),

    /** Words that share a number by their hashes: it tells none of them. */
    WORDS(Average.NONE, (number, accountBaseline) -> null);

    /** What the mean of the numbers over the training slice says. */
    private enum Average {
        /** Nothing: amounts of different currencies have no mean. */
        NONE,
        /** The mean of logarithms: what half of the payments are about above. */
        TYPICAL,
        MEAN,
        SHARE
    }

    /** How a number reads; null where it says nothing alone. */
    @FunctionalInterface
    private interface Reading {
        @Nullable
        String of(double number, @Nullable AccountBaseline accountBaseline);
    }

    @SuppressWarnings("ImmutableEnumChecker") // No reading holds state.
    private final Reading reading;

    private final Average average;

    FeatureUnit(Average average, Reading reading) {
        this.average = average;
        this.reading = reading;
    }

    /**
     * A number of the vector as an analyst reads it; null where it says nothing alone.
     *
     * @param accountBaseline the payment and the vector; null where only the number is known
     */
    public @Nullable String read(double number, @Nullable AccountBaseline accountBaseline) {
        return reading.of(number, accountBaseline);
    }

    /** Whether the mean over the training slice says what is usual. */
    public boolean hasMean() {
        return average != Average.NONE;
    }

    /** What is usual, to stand behind {@link #read}; empty where the mean over the training slice says nothing. */
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
                ? DisplayNumbers.about(FeatureScale.plain(number), null) + " in the payment's currency"
                : transaction.amount().text();
    }

    private static String sum(double number, @Nullable AccountBaseline accountBaseline) {
        String currency = accountBaseline == null ? null : accountBaseline.currency();
        return currency == null ? ofMany(number) : DisplayNumbers.about(FeatureScale.plain(number), currency);
    }

    private static String ofMany(double number) {
        return DisplayNumbers.about(FeatureScale.plain(number), null) + ", added up whatever the currency";
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
        // A float lies beside the midnight that it stands for.
        int day = (int) (7 * week + 1e-5) % 7;
        return DayOfWeek.MONDAY.plus(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " (UTC)";
    }
}
