package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.UsualValues;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Transaction;
import io.nacre.profile.RecentAmounts;
import io.nacre.profile.RecentValues;
import io.nacre.profile.SpendingStats;
import io.nacre.profile.StateCodec;
import java.util.Currency;
import java.util.List;

/** The amount, compared with the account's usual amounts. */
final class AmountLayer implements Memory<SpendingStats> {

    /** An amount above this multiple of the account's recent median counts as high. */
    private static final double HIGH = 2.6;

    private static final int CURRENCIES = 8;

    private static final List<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toList();

    private AmountLayer() {}

    static Layer layer() {
        return Layer.of("amount", "the amount, compared with what this account usually pays", new AmountLayer());
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<SpendingStats> codec() {
        return SpendingStats.CODEC;
    }

    @Override
    public SpendingStats initial() {
        return SpendingStats.NONE;
    }

    @Override
    public List<Feature<SpendingStats>> features() {
        return List.of(
                Feature.of(
                        "log", "the amount", FeatureUnit.AMOUNT, (tx, facts, before) -> FeatureScale.log(amount(tx))),
                Feature.of(
                        "whole",
                        "an amount without cents",
                        FeatureUnit.FLAG,
                        (tx, facts, before) -> FeatureScale.flag(amount(tx) % 1 == 0)),
                Feature.of(
                        "round",
                        "an amount that is a multiple of ten",
                        FeatureUnit.FLAG,
                        (tx, facts, before) -> FeatureScale.flag(amount(tx) % 10 == 0)),
                Feature.of(
                        "first",
                        "the account's first payment",
                        FeatureUnit.FLAG,
                        (tx, facts, b) -> FeatureScale.flag(b.moments().count() == 0)),
                Feature.maybe(
                        "to_mean",
                        "the amount against the account's mean",
                        FeatureUnit.RATIO,
                        (tx, facts, before) -> toMean(tx, before)),
                Feature.maybe(
                        "z_score",
                        "the amount against the account's mean, in standard deviations",
                        FeatureUnit.DEVIATIONS,
                        (tx, facts, before) -> zScore(tx, before)),
                Feature.maybe(
                        "to_median",
                        "the amount against the account's recent median",
                        FeatureUnit.RATIO,
                        (tx, facts, b) -> toQuantile(tx, b, 0.5)),
                Feature.maybe(
                        "to_p95",
                        "the amount against the account's recent 95th percentile",
                        FeatureUnit.RATIO,
                        (tx, f, b) -> toQuantile(tx, b, 0.95)),
                Feature.maybe(
                        "to_max",
                        "the amount against the account's maximum",
                        FeatureUnit.RATIO,
                        (tx, facts, before) -> toMax(tx, before)),
                Feature.of(
                        "rising",
                        "payments in a row before this one, each higher than the one before it",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> FeatureScale.log(b.recent().risingRun(amount(tx)))),
                Feature.of(
                        "count_1h",
                        "payments in 1 h",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, HOUR_MS)),
                Feature.of(
                        "count_24h",
                        "payments in 24 h",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, DAY_MS)),
                Feature.of(
                        "count_7d",
                        "payments in 7 days",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "count_30d",
                        "payments in 30 days",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, 30 * DAY_MS)),
                Feature.of(
                        "count_90d",
                        "payments in 90 days",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, 90 * DAY_MS)),
                Feature.of("sum_1h", "paid in 1 h", FeatureUnit.MONEY, (tx, facts, before) -> sum(tx, before, HOUR_MS)),
                Feature.of(
                        "sum_24h", "paid in 24 h", FeatureUnit.MONEY, (tx, facts, before) -> sum(tx, before, DAY_MS)),
                Feature.of(
                        "sum_7d",
                        "paid in 7 days",
                        FeatureUnit.MONEY,
                        (tx, facts, before) -> sum(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "sum_30d",
                        "paid in 30 days",
                        FeatureUnit.MONEY,
                        (tx, facts, before) -> sum(tx, before, 30 * DAY_MS)),
                Feature.of(
                        "high",
                        "an amount that is high for the account",
                        FeatureUnit.FLAG,
                        (tx, facts, before) -> FeatureScale.flag(isHigh(amount(tx), before.recent()))),
                Feature.of(
                        "high_24h",
                        "high payments in 24 h",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> high(tx, before, DAY_MS)),
                Feature.of(
                        "high_3d",
                        "high payments in 3 days",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> high(tx, before, 3 * DAY_MS)),
                Feature.of(
                        "high_7d",
                        "high payments in 7 days",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> high(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "high_14d",
                        "high payments in 14 days",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> high(tx, b, 14 * DAY_MS)),
                Feature.of(
                        "high_90d",
                        "high payments in 90 days",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> high(tx, b, 90 * DAY_MS)),
                Feature.maybe(
                        "newest_high_days",
                        "time since the newest high payment",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> newestHigh(tx, b)),
                Feature.maybe(
                        "top_to_median",
                        "the account's recent maximum against its recent median",
                        FeatureUnit.RATIO,
                        (tx, f, b) -> topToMedian(b)),
                Feature.of(
                        "currency_new",
                        "a currency the account never paid in",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> currencyNew(tx, b)));
    }

    @Override
    public SpendingStats fold(SpendingStats before, Transaction transaction, Facts facts) {
        double amount = amount(transaction);
        long at = transaction.eventTimeMs();
        return new SpendingStats(
                before.windows().plus(at, amount),
                isHigh(amount, before.recent())
                        ? before.high().plus(at, amount)
                        : before.high().at(at),
                before.moments().plus(amount),
                before.recent().plus(amount),
                before.currencies().plus(transaction.amount().currency(), at, CURRENCIES));
    }

    @Override
    public SpendingStats applyLifecycle(SpendingStats before, LifecycleEffect effect) {
        return new SpendingStats(
                before.windows().correct(effect.transactionMs(), effect.worthBefore(), effect.worthAfter()),
                before.high(),
                before.moments(),
                before.recent(),
                before.currencies());
    }

    @Override
    public UsualValues usual(SpendingStats before, Transaction transaction, Facts facts, UsualValues soFar) {
        RecentValues used = before.currencies();
        String currency = transaction.amount().currency();
        boolean others = used.size() > (used.has(currency) ? 1 : 0);
        return others ? soFar.withOtherCurrencies(NoveltyFeatures.most(used, currency, CODES)) : soFar;
    }

    private static double amount(Transaction transaction) {
        return transaction.amount().major();
    }

    private static boolean isHigh(double amount, RecentAmounts recentAmounts) {
        return recentAmounts.size() >= 3 && amount > HIGH * recentAmounts.quantile(0.5);
    }

    private static double toMean(Transaction tx, SpendingStats before) {
        return before.moments().count() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(amount(tx), before.moments().mean());
    }

    private static double zScore(Transaction tx, SpendingStats before) {
        if (before.moments().count() < 3) {
            return Feature.UNKNOWN;
        }
        double mean = before.moments().mean();
        // A tenth of the mean limits the z-score of an account that always pays the same amount.
        return (amount(tx) - mean) / (before.moments().deviation() + 0.1 * mean + 0.01);
    }

    private static double toQuantile(Transaction tx, SpendingStats before, double q) {
        return before.recent().size() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(amount(tx), before.recent().quantile(q));
    }

    private static double toMax(Transaction tx, SpendingStats before) {
        return before.moments().count() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(amount(tx), before.moments().max());
    }

    private static double count(Transaction tx, SpendingStats before, long spanMs) {
        return FeatureScale.log(before.windows().count(tx.eventTimeMs(), spanMs));
    }

    private static double sum(Transaction tx, SpendingStats before, long spanMs) {
        return FeatureScale.log(before.windows().sum(tx.eventTimeMs(), spanMs));
    }

    private static double high(Transaction tx, SpendingStats before, long spanMs) {
        return FeatureScale.log(before.high().count(tx.eventTimeMs(), spanMs));
    }

    private static double newestHigh(Transaction tx, SpendingStats before) {
        return FeatureScale.logDays(tx.eventTimeMs(), before.high().latestMs(tx.eventTimeMs()));
    }

    private static double topToMedian(SpendingStats before) {
        RecentAmounts recentAmounts = before.recent();
        return recentAmounts.size() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(recentAmounts.quantile(1), recentAmounts.quantile(0.5));
    }

    private static double currencyNew(Transaction tx, SpendingStats before) {
        RecentValues currencies = before.currencies();
        return FeatureScale.flag(
                currencies.size() > 0 && !currencies.has(tx.amount().currency()));
    }
}
