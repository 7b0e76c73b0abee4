package io.nacre.feature;

import static java.util.Objects.requireNonNull;

import io.nacre.payment.Transaction;
import io.nacre.profile.Windows;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a feature's number counts, and how an analyst reads it. Most numbers stand in the vector as logarithms. */
public enum Unit {
    /** The payment's own amount, as {@link Scale#log}. */
    AMOUNT(Average.NONE, Unit::amount),

    /** A sum of the account's amounts, as {@link Scale#log}. */
    MONEY(Average.NONE, Unit::sum),

    /** A sum of amounts of many accounts, whatever their currencies, as {@link Scale#log}. */
    MONEY_OF_MANY(Average.NONE, (number, past) -> ofMany(number)),

    /** A count, as {@link Scale#log}. */
    COUNT(Average.TYPICAL, (number, past) -> Spoken.number(Scale.plain(number))),

    /** Seconds, as {@link Scale#log}. */
    SECONDS(Average.TYPICAL, (number, past) -> Spoken.duration(Scale.plain(number))),

    /** Hours, as {@link Scale#log}. */
    HOURS(Average.TYPICAL, (number, past) -> Spoken.hours(Scale.plain(number))),

    /** Days, as {@link Scale#log}. */
    DAYS(Average.TYPICAL, (number, past) -> Spoken.hours(24 * Scale.plain(number))),

    /** A distance, as {@link Scale#log}. */
    KILOMETRES(Average.TYPICAL, (number, past) -> Spoken.number(Scale.plain(number)) + " km"),

    /** A speed, as {@link Scale#log}. */
    KILOMETRES_PER_HOUR(Average.TYPICAL, (number, past) -> Spoken.number(Scale.plain(number)) + " km/h"),

    /** How many times larger than something, as {@link Scale#logRatio}. */
    RATIO(Average.TYPICAL, (number, past) -> Spoken.number(StrictMath.exp(number)) + " times"),

    /** A share, 0 to 1; of something else than the whole it may be more. */
    SHARE(Average.MEAN, (number, past) -> Spoken.percent(number)),

    /** A share as its natural logarithm. */
    LOG_SHARE(Average.TYPICAL, (number, past) -> Spoken.percent(StrictMath.exp(number))),

    /** 1 if it holds, else 0. */
    FLAG(Average.SHARE, (number, past) -> number > 0.5 ? "yes" : "no"),

    /** Standard deviations above or below a mean. */
    DEVIATIONS(Average.MEAN, (number, past) -> Spoken.number(Math.abs(number)) + (number < 0 ? " below" : " above")),

    /** A number on a scale of the platform's own. */
    SCORE(Average.MEAN, (number, past) -> Spoken.number(number)),

    /** The hour on the circle, of which one number alone says nothing. */
    TIME_OF_DAY(Average.NONE, (number, past) -> past == null ? null : timeOfDay(past)),

    /** The weekday on the circle, of which one number alone says nothing. */
    WEEKDAY(Average.NONE, (number, past) -> past == null ? null : weekday(past)),

    /** Words that share a number by their hashes: it tells none of them. */
    WORDS(Average.NONE, (number, past) -> null);

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
        String of(double number, @Nullable Past past);
    }

    @SuppressWarnings("ImmutableEnumChecker") // No reading holds state.
    private final Reading reading;

    private final Average average;

    Unit(Average average, Reading reading) {
        this.average = average;
        this.reading = reading;
    }

    /**
     * A number of the vector as an analyst reads it; null where it says nothing alone.
     *
     * @param past the payment and the vector; null where only the number is known
     */
    public @Nullable String read(double number, @Nullable Past past) {
        return reading.of(number, past);
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
            case SHARE -> "; yes in " + Spoken.percent(mean) + " of payments";
        };
    }

    private static String amount(double number, @Nullable Past past) {
        Transaction transaction = past == null ? null : past.transaction();
        return transaction == null
                ? Spoken.about(Scale.plain(number), null) + " in the payment's currency"
                : transaction.amount().text();
    }

    private static String sum(double number, @Nullable Past past) {
        String currency = past == null ? null : past.currency();
        return currency == null ? ofMany(number) : Spoken.about(Scale.plain(number), currency);
    }

    private static String ofMany(double number) {
        return Spoken.about(Scale.plain(number), null) + ", added up whatever the currency";
    }

    private static @Nullable String timeOfDay(Past past) {
        double day = past.turn("time.hour", Windows.DAY_MS);
        long minute = Math.round(day * 24 * 60) % (24 * 60);
        return Double.isNaN(day) ? null : String.format(Locale.ROOT, "%02d:%02d UTC", minute / 60, minute % 60);
    }

    private static @Nullable String weekday(Past past) {
        double week = past.turn("time.week", 7 * Windows.DAY_MS);
        if (Double.isNaN(week)) {
            return null;
        }
        // A float lies beside the midnight that it stands for.
        int day = (int) (7 * week + 1e-5) % 7;
        return DayOfWeek.MONDAY.plus(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " (UTC)";
    }
}
