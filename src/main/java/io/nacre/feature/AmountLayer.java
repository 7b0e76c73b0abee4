package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;

import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Recent;
import io.nacre.profile.Seen;
import io.nacre.profile.Spending;
import java.util.Currency;
import java.util.List;

/** What is paid, against what this account usually pays. */
final class AmountLayer implements Memory<Spending> {

    /** Payments this many times the usual one count as high. */
    private static final double HIGH = 2.6;

    private static final int CURRENCIES = 8;

    private static final List<String> CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .sorted()
            .toList();

    private AmountLayer() {}

    static Layer layer() {
        return Layer.of("amount", "what is paid, against what this account usually pays", new AmountLayer());
    }

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Spending> codec() {
        return Spending.CODEC;
    }

    @Override
    public Spending initial() {
        return Spending.NONE;
    }

    @Override
    public List<Feature<Spending>> features() {
        return List.of(
                Feature.of("log", "the amount", Unit.AMOUNT, (tx, facts, before) -> Scale.log(amount(tx))),
                Feature.of("whole", "without cents", Unit.FLAG, (tx, facts, before) -> Scale.flag(amount(tx) % 1 == 0)),
                Feature.of(
                        "round",
                        "an amount that is a multiple of ten",
                        Unit.FLAG,
                        (tx, facts, before) -> Scale.flag(amount(tx) % 10 == 0)),
                Feature.of(
                        "first",
                        "the account's first payment",
                        Unit.FLAG,
                        (tx, facts, b) -> Scale.flag(b.moments().count() == 0)),
                Feature.maybe(
                        "to_mean",
                        "the amount against the account's mean",
                        Unit.RATIO,
                        (tx, facts, before) -> toMean(tx, before)),
                Feature.maybe(
                        "z_score",
                        "the amount against the account's mean, in standard deviations",
                        Unit.DEVIATIONS,
                        (tx, facts, before) -> zScore(tx, before)),
                Feature.maybe(
                        "to_median",
                        "the amount against the account's recent median",
                        Unit.RATIO,
                        (tx, facts, b) -> toQuantile(tx, b, 0.5)),
                Feature.maybe(
                        "to_p95",
                        "the amount against the account's recent 95th percentile",
                        Unit.RATIO,
                        (tx, f, b) -> toQuantile(tx, b, 0.95)),
                Feature.maybe(
                        "to_max",
                        "the amount against the account's maximum",
                        Unit.RATIO,
                        (tx, facts, before) -> toMax(tx, before)),
                Feature.of(
                        "rising",
                        "payments in a row before this one, each higher than the one before it",
                        Unit.COUNT,
                        (tx, f, b) -> Scale.log(b.recent().risingRun(amount(tx)))),
                Feature.of(
                        "count_1h", "payments in 1 h", Unit.COUNT, (tx, facts, before) -> count(tx, before, HOUR_MS)),
                Feature.of(
                        "count_24h", "payments in 24 h", Unit.COUNT, (tx, facts, before) -> count(tx, before, DAY_MS)),
                Feature.of(
                        "count_7d",
                        "payments in 7 days",
                        Unit.COUNT,
                        (tx, facts, before) -> count(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "count_30d",
                        "payments in 30 days",
                        Unit.COUNT,
                        (tx, facts, before) -> count(tx, before, 30 * DAY_MS)),
                Feature.of(
                        "count_90d",
                        "payments in 90 days",
                        Unit.COUNT,
                        (tx, facts, before) -> count(tx, before, 90 * DAY_MS)),
                Feature.of("sum_1h", "paid in 1 h", Unit.MONEY, (tx, facts, before) -> sum(tx, before, HOUR_MS)),
                Feature.of("sum_24h", "paid in 24 h", Unit.MONEY, (tx, facts, before) -> sum(tx, before, DAY_MS)),
                Feature.of("sum_7d", "paid in 7 days", Unit.MONEY, (tx, facts, before) -> sum(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "sum_30d", "paid in 30 days", Unit.MONEY, (tx, facts, before) -> sum(tx, before, 30 * DAY_MS)),
                Feature.of(
                        "high",
                        "an amount that is high for the account",
                        Unit.FLAG,
                        (tx, facts, before) -> Scale.flag(isHigh(amount(tx), before.recent()))),
                Feature.of(
                        "high_24h",
                        "high payments in 24 h",
                        Unit.COUNT,
                        (tx, facts, before) -> high(tx, before, DAY_MS)),
                Feature.of(
                        "high_3d",
                        "high payments in 3 days",
                        Unit.COUNT,
                        (tx, facts, before) -> high(tx, before, 3 * DAY_MS)),
                Feature.of(
                        "high_7d",
                        "high payments in 7 days",
                        Unit.COUNT,
                        (tx, facts, before) -> high(tx, before, 7 * DAY_MS)),
                Feature.of(
                        "high_14d", "high payments in 14 days", Unit.COUNT, (tx, facts, b) -> high(tx, b, 14 * DAY_MS)),
                Feature.of(
                        "high_90d", "high payments in 90 days", Unit.COUNT, (tx, facts, b) -> high(tx, b, 90 * DAY_MS)),
                Feature.maybe(
                        "newest_high_days",
                        "time since the newest high payment",
                        Unit.DAYS,
                        (tx, f, b) -> newestHigh(tx, b)),
                Feature.maybe(
                        "top_to_median",
                        "the account's recent maximum against its recent median",
                        Unit.RATIO,
                        (tx, f, b) -> topToMedian(b)),
                Feature.of(
                        "currency_new",
                        "a currency the account never paid in",
                        Unit.FLAG,
                        (tx, f, b) -> currencyNew(tx, b)));
    }

    @Override
    public Spending fold(Spending before, Transaction transaction, Facts facts) {
        double amount = amount(transaction);
        long at = transaction.atMs();
        return new Spending(
                before.windows().plus(at, amount),
                isHigh(amount, before.recent())
                        ? before.high().plus(at, amount)
                        : before.high().at(at),
                before.moments().plus(amount),
                before.recent().plus(amount),
                before.currencies().plus(transaction.amount().currency(), at, CURRENCIES));
    }

    @Override
    public Usual usual(Spending before, Transaction transaction, Facts facts, Usual told) {
        Seen met = before.currencies();
        String currency = transaction.amount().currency();
        boolean others = met.size() > (met.has(currency) ? 1 : 0);
        return others ? told.withOtherCurrencies(Novelty.most(met, currency, CODES)) : told;
    }

    private static double amount(Transaction transaction) {
        return transaction.amount().major();
    }

    private static boolean isHigh(double amount, Recent recent) {
        return recent.size() >= 3 && amount > HIGH * recent.quantile(0.5);
    }

    private static double toMean(Transaction tx, Spending before) {
        return before.moments().count() == 0
                ? Feature.UNKNOWN
                : Scale.logRatio(amount(tx), before.moments().mean());
    }

    private static double zScore(Transaction tx, Spending before) {
        if (before.moments().count() < 3) {
            return Feature.UNKNOWN;
        }
        double mean = before.moments().mean();
        // A tenth of the mean keeps an account of ever the same amount from infinite surprise.
        return (amount(tx) - mean) / (before.moments().deviation() + 0.1 * mean + 0.01);
    }

    private static double toQuantile(Transaction tx, Spending before, double q) {
        return before.recent().size() == 0
                ? Feature.UNKNOWN
                : Scale.logRatio(amount(tx), before.recent().quantile(q));
    }

    private static double toMax(Transaction tx, Spending before) {
        return before.moments().count() == 0
                ? Feature.UNKNOWN
                : Scale.logRatio(amount(tx), before.moments().max());
    }

    private static double count(Transaction tx, Spending before, long spanMs) {
        return Scale.log(before.windows().count(tx.atMs(), spanMs));
    }

    private static double sum(Transaction tx, Spending before, long spanMs) {
        return Scale.log(before.windows().sum(tx.atMs(), spanMs));
    }

    private static double high(Transaction tx, Spending before, long spanMs) {
        return Scale.log(before.high().count(tx.atMs(), spanMs));
    }

    private static double newestHigh(Transaction tx, Spending before) {
        return Scale.logDays(tx.atMs(), before.high().latestMs(tx.atMs()));
    }

    private static double topToMedian(Spending before) {
        Recent recent = before.recent();
        return recent.size() == 0 ? Feature.UNKNOWN : Scale.logRatio(recent.quantile(1), recent.quantile(0.5));
    }

    private static double currencyNew(Transaction tx, Spending before) {
        Seen currencies = before.currencies();
        return Scale.flag(currencies.size() > 0 && !currencies.has(tx.amount().currency()));
    }
}
