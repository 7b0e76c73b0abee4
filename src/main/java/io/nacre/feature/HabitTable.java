package io.nacre.feature;

import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The lines of {@link Habits}: one for each feature behind which an account's own past can be seen. */
final class HabitTable {

    private static final String MEAN = "this account's mean amount";
    private static final String NEW = "what this account has met so far";

    /** The memory of recent amounts holds so many. */
    private static final double RECENT = 32;

    private static final double HOURS_A_DAY = 24;

    private HabitTable() {}

    static List<Habit> habits() {
        List<Habit> habits = new ArrayList<>();
        habits.addAll(amounts());
        habits.addAll(paces());
        habits.addAll(times());
        habits.addAll(novelties());
        return List.copyOf(habits);
    }

    private static List<Habit> amounts() {
        return List.of(
                new Habit("amount.log", MEAN, past -> Scale.log(mean(past)), HabitTable::againstMean),
                new Habit("amount.to_mean", MEAN, HabitTable::none, HabitTable::againstMean),
                new Habit("amount.z_score", MEAN, HabitTable::none, HabitTable::againstMean),
                new Habit(
                        "amount.to_median",
                        "the median of this account's recent amounts",
                        HabitTable::none,
                        past -> recent(past, "amount.to_median", "half")),
                new Habit(
                        "amount.to_p95",
                        "the 95th percentile of this account's recent amounts",
                        HabitTable::none,
                        past -> recent(past, "amount.to_p95", "19 in 20")),
                new Habit(
                        "amount.to_max", "the most this account ever paid", HabitTable::none, HabitTable::againstMax));
    }

    private static double none(Past past) {
        return 0;
    }

    private static double mean(Past past) {
        return past.behind(past.amount(), "amount.to_mean");
    }

    private static @Nullable String againstMean(Past past) {
        return beside(past, mean(past), own -> "; this account usually pays " + own + ", over " + past.count());
    }

    private static @Nullable String againstMax(Past past) {
        return beside(
                past,
                past.behind(past.amount(), "amount.to_max"),
                own -> "; this account never paid more than " + own + ", over " + past.count());
    }

    private static @Nullable String recent(Past past, String ratio, String share) {
        return beside(
                past,
                past.behind(past.amount(), ratio),
                own -> "; of this account's last " + Spoken.count(Math.min(RECENT, past.payments()), "payment") + " "
                        + share + " were at most " + own);
    }

    /** The payment's amount, then the account's own; that is no amount of money where currencies differ. */
    private static @Nullable String beside(Past past, double own, UnaryOperator<String> words) {
        if (Double.isNaN(own)) {
            return null;
        }
        return Unit.AMOUNT.read(past.raw("amount.log"), past)
                + (past.hasOtherCurrencies()
                        ? "; this account pays in other currencies as well, over " + past.count()
                        : words.apply(Spoken.about(own, past.currency())));
    }

    private static List<Habit> paces() {
        return List.of(
                pace("amount.count_1h", 1 / HOURS_A_DAY, "amount.count_90d", 90, Unit.COUNT),
                pace("amount.count_24h", 1, "amount.count_90d", 90, Unit.COUNT),
                pace("amount.count_7d", 7, "amount.count_90d", 90, Unit.COUNT),
                pace("amount.count_30d", 30, "amount.count_90d", 90, Unit.COUNT),
                pace("amount.sum_1h", 1 / HOURS_A_DAY, "amount.sum_30d", 30, Unit.MONEY),
                pace("amount.sum_24h", 1, "amount.sum_30d", 30, Unit.MONEY),
                pace("amount.sum_7d", 7, "amount.sum_30d", 30, Unit.MONEY),
                pace("history.burst_10min", 1 / (6 * HOURS_A_DAY), "amount.count_90d", 90, Unit.COUNT),
                pace("history.burst_3h", 3 / HOURS_A_DAY, "amount.count_90d", 90, Unit.COUNT));
    }

    /** What happened in a short time against what is usual in such a time, by what happened in a long one before it. */
    private static Habit pace(String feature, double days, String longer, double longDays, Unit unit) {
        ToDoubleFunction<Past> usual = past -> {
            double before = past.days(longDays) - days;
            // Less than as long again before it makes no habit.
            return before >= Math.max(1, days)
                    ? Math.max(0, past.plain(longer) - past.plain(feature)) / before * days
                    : Double.NaN;
        };
        Function<Past, @Nullable String> words = past -> {
            double value = usual.applyAsDouble(past);
            return Double.isNaN(value)
                    ? null
                    : unit.read(past.raw(feature), past) + "; usual for this account is "
                            + unit.read(Scale.log(value), past) + ", over " + past.count();
        };
        String against = "this account's pace in " + Spoken.number(longDays) + " days";
        return new Habit(feature, against, past -> Scale.log(usual.applyAsDouble(past)), words);
    }

    private static List<Habit> times() {
        String gap = "this account's mean time between payments";
        return List.of(
                new Habit("history.gap_hours", gap, past -> Scale.log(gap(past)), HabitTable::againstGap),
                new Habit("history.gap_to_usual", gap, HabitTable::none, HabitTable::againstGap),
                Habit.told("history.hour_share", "the hours at which this account paid", HabitTable::hours));
    }

    private static double gap(Past past) {
        return past.behind(past.plain("history.gap_hours"), "history.gap_to_usual");
    }

    private static @Nullable String againstGap(Past past) {
        double usual = gap(past);
        return Double.isNaN(usual)
                ? null
                : Spoken.hours(past.plain("history.gap_hours")) + "; this account usually waits " + Spoken.hours(usual)
                        + ", over " + past.count();
    }

    private static @Nullable String hours(Past past) {
        double share = past.raw("history.hour_share");
        return Double.isNaN(share)
                ? null
                : "within an hour of this time of day were " + Spoken.percent(share) + " of this account's "
                        + past.count();
    }

    private static List<Habit> novelties() {
        return List.of(
                foreign("amount.currency_new", past -> of(past, HabitTable::currency), Usual::currency),
                foreign("ip.country_new", past -> past.facts().ip().country(), Usual::ipCountry),
                foreign("ip.operator_new", past -> null, usual -> null),
                foreign("geo.country_new", past -> of(past, HabitTable::shop), Usual::shopCountry),
                foreign("merchant.channel_new", past -> of(past, HabitTable::channel), Usual::channel),
                foreign("device.new", past -> null, usual -> null),
                foreign("device.agent_new", past -> null, usual -> null),
                fresh("ip.new", past -> null),
                fresh("merchant.new", past -> null),
                fresh("merchant.category_new", past -> of(past, HabitTable::mcc)),
                fresh("counterparty.new", past -> null));
    }

    /** Something of which an account has few, so that a payment as usual brings nothing new. */
    private static Habit foreign(
            String feature, Function<Past, @Nullable String> here, Function<Usual, @Nullable String> most) {
        return new Habit(feature, NEW, HabitTable::none, past -> {
            String usual = most.apply(past.facts().usual());
            String words = never(feature, past, here.apply(past));
            return words == null || usual == null ? words : words + ", most had " + usual;
        });
    }

    /** Something that may be new every time. */
    private static Habit fresh(String feature, Function<Past, @Nullable String> here) {
        return Habit.told(feature, NEW, past -> never(feature, past, here.apply(past)));
    }

    private static @Nullable String never(String feature, Past past, @Nullable String here) {
        return past.raw(feature) == 1
                ? (here == null ? "" : here + "; ") + "none of this account's " + past.count() + " had it"
                : null;
    }

    private static @Nullable String of(Past past, Function<Transaction, @Nullable String> part) {
        Transaction transaction = past.transaction();
        return transaction == null ? null : part.apply(transaction);
    }

    private static String currency(Transaction transaction) {
        return transaction.amount().currency();
    }

    private static String channel(Transaction transaction) {
        return transaction.channel().name();
    }

    private static @Nullable String shop(Transaction transaction) {
        Merchant merchant = transaction.merchant();
        return merchant == null ? null : merchant.country();
    }

    private static @Nullable String mcc(Transaction transaction) {
        Merchant merchant = transaction.merchant();
        return merchant == null ? null : merchant.mcc();
    }
}
