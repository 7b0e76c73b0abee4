package io.nacre.feature;

import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The entries of {@link BaselineExplainer}: one per feature for which the vector shows the account's own history. */
final class BaselineCatalogue {

    private static final String MEAN = "this account's mean amount";
    private static final String NEW = "the values this account has used before";

    /** The number of recent amounts in the state. */
    private static final double RECENT = 32;

    private static final double HOURS_A_DAY = 24;

    private BaselineCatalogue() {}

    static List<BaselineDefinition> habits() {
        List<BaselineDefinition> habits = new ArrayList<>();
        habits.addAll(amounts());
        habits.addAll(paces());
        habits.addAll(times());
        habits.addAll(novelties());
        return List.copyOf(habits);
    }

    private static List<BaselineDefinition> amounts() {
        return List.of(
                new BaselineDefinition(
                        "amount.log",
                        MEAN,
                        accountBaseline -> FeatureScale.log(mean(accountBaseline)),
                        BaselineCatalogue::againstMean),
                new BaselineDefinition("amount.to_mean", MEAN, BaselineCatalogue::none, BaselineCatalogue::againstMean),
                new BaselineDefinition("amount.z_score", MEAN, BaselineCatalogue::none, BaselineCatalogue::againstMean),
                new BaselineDefinition(
                        "amount.to_median",
                        "the median of this account's recent amounts",
                        BaselineCatalogue::none,
                        accountBaseline -> recent(accountBaseline, "amount.to_median", "half")),
                new BaselineDefinition(
                        "amount.to_p95",
                        "the 95th percentile of this account's recent amounts",
                        BaselineCatalogue::none,
                        accountBaseline -> recent(accountBaseline, "amount.to_p95", "19 in 20")),
                new BaselineDefinition(
                        "amount.to_max",
                        "the maximum amount of this account",
                        BaselineCatalogue::none,
                        BaselineCatalogue::againstMax));
    }

    private static double none(AccountBaseline accountBaseline) {
        return 0;
    }

    private static double mean(AccountBaseline accountBaseline) {
        return accountBaseline.behind(accountBaseline.amount(), "amount.to_mean");
    }

    private static @Nullable String againstMean(AccountBaseline accountBaseline) {
        return beside(
                accountBaseline,
                mean(accountBaseline),
                own -> "; this account usually pays " + own + ", over " + accountBaseline.count());
    }

    private static @Nullable String againstMax(AccountBaseline accountBaseline) {
        return beside(
                accountBaseline,
                accountBaseline.behind(accountBaseline.amount(), "amount.to_max"),
                own -> "; this account never paid more than " + own + ", over " + accountBaseline.count());
    }

    private static @Nullable String recent(AccountBaseline accountBaseline, String ratio, String share) {
        return beside(
                accountBaseline,
                accountBaseline.behind(accountBaseline.amount(), ratio),
                own -> "; of this account's last "
                        + DisplayNumbers.count(Math.min(RECENT, accountBaseline.payments()), "payment") + " " + share
                        + " were at most " + own);
    }

    /**
     * The transaction's amount next to the account's own value. No amount is shown for an account with several
     * currencies.
     */
    private static @Nullable String beside(AccountBaseline accountBaseline, double own, UnaryOperator<String> words) {
        if (Double.isNaN(own)) {
            return null;
        }
        return FeatureUnit.AMOUNT.read(accountBaseline.raw("amount.log"), accountBaseline)
                + (accountBaseline.hasOtherCurrencies()
                        ? "; this account pays in other currencies as well, over " + accountBaseline.count()
                        : words.apply(DisplayNumbers.about(own, accountBaseline.currency())));
    }

    private static List<BaselineDefinition> paces() {
        return List.of(
                pace("amount.count_1h", 1 / HOURS_A_DAY, "amount.count_90d", 90, FeatureUnit.COUNT),
                pace("amount.count_24h", 1, "amount.count_90d", 90, FeatureUnit.COUNT),
                pace("amount.count_7d", 7, "amount.count_90d", 90, FeatureUnit.COUNT),
                pace("amount.count_30d", 30, "amount.count_90d", 90, FeatureUnit.COUNT),
                pace("amount.sum_1h", 1 / HOURS_A_DAY, "amount.sum_30d", 30, FeatureUnit.MONEY),
                pace("amount.sum_24h", 1, "amount.sum_30d", 30, FeatureUnit.MONEY),
                pace("amount.sum_7d", 7, "amount.sum_30d", 30, FeatureUnit.MONEY),
                pace("history.burst_10min", 1 / (6 * HOURS_A_DAY), "amount.count_90d", 90, FeatureUnit.COUNT),
                pace("history.burst_3h", 3 / HOURS_A_DAY, "amount.count_90d", 90, FeatureUnit.COUNT));
    }

    /**
     * The count or sum in a short window, compared with the usual rate. The usual rate comes from the part of a longer
     * window before the short one.
     */
    private static BaselineDefinition pace(
            String feature, double days, String longer, double longDays, FeatureUnit featureUnit) {
        ToDoubleFunction<AccountBaseline> usual = accountBaseline -> {
            double before = accountBaseline.days(longDays) - days;
            // A history shorter than the window, or than a day, is not enough for a usual rate.
            return before >= Math.max(1, days)
                    ? Math.max(0, accountBaseline.inverse(longer) - accountBaseline.inverse(feature)) / before * days
                    : Double.NaN;
        };
        Function<AccountBaseline, @Nullable String> words = accountBaseline -> {
            double value = usual.applyAsDouble(accountBaseline);
            return Double.isNaN(value)
                    ? null
                    : featureUnit.read(accountBaseline.raw(feature), accountBaseline) + "; usual for this account is "
                            + featureUnit.read(FeatureScale.log(value), accountBaseline) + ", over "
                            + accountBaseline.count();
        };
        String against = "this account's rate in " + DisplayNumbers.number(longDays) + " days";
        return new BaselineDefinition(
                feature, against, accountBaseline -> FeatureScale.log(usual.applyAsDouble(accountBaseline)), words);
    }

    private static List<BaselineDefinition> times() {
        String gap = "this account's mean time between payments";
        return List.of(
                new BaselineDefinition(
                        "history.gap_hours",
                        gap,
                        accountBaseline -> FeatureScale.log(gap(accountBaseline)),
                        BaselineCatalogue::againstGap),
                new BaselineDefinition(
                        "history.gap_to_usual", gap, BaselineCatalogue::none, BaselineCatalogue::againstGap),
                BaselineDefinition.of(
                        "history.hour_share", "the hours at which this account paid", BaselineCatalogue::hours));
    }

    private static double gap(AccountBaseline accountBaseline) {
        return accountBaseline.behind(accountBaseline.inverse("history.gap_hours"), "history.gap_to_usual");
    }

    private static @Nullable String againstGap(AccountBaseline accountBaseline) {
        double usual = gap(accountBaseline);
        return Double.isNaN(usual)
                ? null
                : DisplayNumbers.hours(accountBaseline.inverse("history.gap_hours")) + "; this account usually waits "
                        + DisplayNumbers.hours(usual) + ", over " + accountBaseline.count();
    }

    private static @Nullable String hours(AccountBaseline accountBaseline) {
        double share = accountBaseline.raw("history.hour_share");
        return Double.isNaN(share)
                ? null
                : "within an hour of this time of day were " + DisplayNumbers.percent(share) + " of this account's "
                        + accountBaseline.count();
    }

    private static List<BaselineDefinition> novelties() {
        return List.of(
                foreign(
                        "amount.currency_new",
                        accountBaseline -> of(accountBaseline, BaselineCatalogue::currency),
                        UsualValues::currency),
                foreign(
                        "ip.country_new",
                        accountBaseline -> accountBaseline.facts().ip().country(),
                        UsualValues::ipCountry),
                foreign("ip.operator_new", accountBaseline -> null, usualValues -> null),
                foreign(
                        "geo.country_new",
                        accountBaseline -> of(accountBaseline, BaselineCatalogue::shop),
                        UsualValues::shopCountry),
                foreign(
                        "merchant.channel_new",
                        accountBaseline -> of(accountBaseline, BaselineCatalogue::channel),
                        UsualValues::channel),
                foreign("device.new", accountBaseline -> null, usualValues -> null),
                foreign("device.agent_new", accountBaseline -> null, usualValues -> null),
                fresh("ip.new", accountBaseline -> null),
                fresh("merchant.new", accountBaseline -> null),
                fresh("merchant.category_new", accountBaseline -> of(accountBaseline, BaselineCatalogue::mcc)),
                fresh("counterparty.new", accountBaseline -> null));
    }

    /**
     * A value of which an account has few, such as its countries, so that the usual value of the feature is "not new".
     */
    private static BaselineDefinition foreign(
            String feature,
            Function<AccountBaseline, @Nullable String> here,
            Function<UsualValues, @Nullable String> most) {
        return new BaselineDefinition(feature, NEW, BaselineCatalogue::none, accountBaseline -> {
            String usual = most.apply(accountBaseline.facts().usual());
            String words = never(feature, accountBaseline, here.apply(accountBaseline));
            return words == null || usual == null ? words : words + ", most had " + usual;
        });
    }

    /** A value that may be new in every transaction, such as a merchant. The feature has no usual value. */
    private static BaselineDefinition fresh(String feature, Function<AccountBaseline, @Nullable String> here) {
        return BaselineDefinition.of(
                feature, NEW, accountBaseline -> never(feature, accountBaseline, here.apply(accountBaseline)));
    }

    private static @Nullable String never(String feature, AccountBaseline accountBaseline, @Nullable String here) {
        return accountBaseline.raw(feature) == 1
                ? (here == null ? "" : here + "; ") + "none of this account's " + accountBaseline.count() + " had it"
                : null;
    }

    private static @Nullable String of(AccountBaseline accountBaseline, Function<Transaction, @Nullable String> part) {
        Transaction transaction = accountBaseline.transaction();
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
