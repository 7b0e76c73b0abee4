package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Memory;
import io.nacre.payment.Label;
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Transaction;
import io.nacre.profile.MerchantStats;
import io.nacre.profile.SharedEntityStats;
import io.nacre.profile.SlidingWindows;
import io.nacre.profile.StateCodec;
import java.util.List;

/** State of a merchant: its transactions, its small test payments and its reported frauds. */
final class MerchantMemory implements Memory<MerchantStats> {

    /** An amount below this, in major units, may be a card test. */
    private static final double SMALL = 5;

    /** Smoothing of the fraud rate: every merchant gets this many additional transactions and ... */
    private static final double PRIOR_PAYMENTS = 50;

    /** ... this many additional frauds. */
    private static final double PRIOR_FRAUDS = 0.25;

    /** The longest window for frauds whose amount was not high for the payer. */
    private static final long USUAL_AMOUNT_FRAUD_MS = 28 * DAY_MS;

    /** The maximum of the matured fraud rate, because labels may arrive early or many at once. */
    private static final double MAX_MATURED_FRAUD_RATE = 2;

    @Override
    public EntityType key() {
        return EntityType.MERCHANT;
    }

    @Override
    public StateCodec<MerchantStats> codec() {
        return MerchantStats.CODEC;
    }

    @Override
    public MerchantStats initial() {
        return MerchantStats.NONE;
    }

    @Override
    public List<Feature<MerchantStats>> features() {
        return List.of(
                Feature.of(
                        "count_1h",
                        "the merchant's payments in 1 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> count(tx, b, HOUR_MS)),
                Feature.of(
                        "count_24h",
                        "the merchant's payments in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> count(tx, b, DAY_MS)),
                Feature.of(
                        "count_7d",
                        "the merchant's payments in 7 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> count(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "count_30d",
                        "the merchant's payments in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> count(tx, b, 30 * DAY_MS)),
                Feature.of(
                        "accounts_1h",
                        "accounts that pay the merchant in 1 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of(
                        "accounts_24h",
                        "accounts that pay the merchant in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, DAY_MS)),
                Feature.of(
                        "small_1h",
                        "the merchant's payments below 5 units of their currency in 1 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> small(tx, b, HOUR_MS)),
                Feature.of(
                        "small_24h",
                        "the merchant's payments below 5 units of their currency in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> small(tx, b, DAY_MS)),
                Feature.maybe(
                        "to_mean",
                        "the amount against the merchant's mean",
                        FeatureUnit.RATIO,
                        (tx, f, b) -> toMean(tx, b)),
                Feature.maybe(
                        "age_days",
                        "time since the first payment to the merchant",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> age(tx, b)),
                Feature.of(
                        "frauds_1d",
                        "the merchant's frauds reported in 1 day",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, DAY_MS)),
                Feature.of(
                        "frauds_3d",
                        "the merchant's frauds reported in 3 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 3 * DAY_MS)),
                Feature.of(
                        "frauds_7d",
                        "the merchant's frauds reported in 7 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "frauds_14d",
                        "the merchant's frauds reported in 14 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 14 * DAY_MS)),
                Feature.of(
                        "frauds_21d",
                        "the merchant's frauds reported in 21 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 21 * DAY_MS)),
                Feature.of(
                        "frauds_30d",
                        "the merchant's frauds reported in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 30 * DAY_MS)),
                Feature.of(
                        "risk_7d",
                        "the merchant's smoothed fraud rate in 7 days",
                        FeatureUnit.LOG_SHARE,
                        (tx, f, b) -> risk(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "risk_30d",
                        "the merchant's smoothed fraud rate in 30 days",
                        FeatureUnit.LOG_SHARE,
                        (tx, f, b) -> risk(tx, b, 30 * DAY_MS)),
                Feature.of(
                        "matured_fraud_rate_1d",
                        "the merchant's frauds reported in 1 day, as a share of the payments old enough to be labelled",
                        FeatureUnit.SHARE,
                        (tx, f, b) -> maturedFraudRate(tx, b, DAY_MS)),
                Feature.of(
                        "matured_fraud_rate_7d",
                        "the merchant's frauds reported in 7 days, as a share of the payments old enough to be labelled",
                        FeatureUnit.SHARE,
                        (tx, f, b) -> maturedFraudRate(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "matured_fraud_rate_21d",
                        "the merchant's frauds reported in 21 days, as a share of the payments old enough to be labelled",
                        FeatureUnit.SHARE,
                        (tx, f, b) -> maturedFraudRate(tx, b, 21 * DAY_MS)),
                Feature.maybe(
                        "oldest_fraud_30d_days",
                        "time since the merchant's oldest fraud report in 30 days",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> oldestFraudIn30Days(tx, b)),
                Feature.maybe(
                        "newest_fraud_days",
                        "time since the merchant's newest fraud report",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> newestFraud(tx, b)),
                Feature.maybe(
                        "oldest_fraud_days",
                        "time since the merchant's oldest fraud report",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> oldestFraud(tx, b)),
                Feature.of(
                        "usual_amount_frauds_7d",
                        "the merchant's frauds reported in 7 days whose amount was not high for the payer",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> usualAmountFrauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "usual_amount_frauds_14d",
                        "the merchant's frauds reported in 14 days whose amount was not high for the payer",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> usualAmountFrauds(tx, b, 14 * DAY_MS)),
                Feature.of(
                        "usual_amount_frauds_28d",
                        "the merchant's frauds reported in 28 days whose amount was not high for the payer",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> usualAmountFrauds(tx, b, USUAL_AMOUNT_FRAUD_MS)),
                Feature.maybe(
                        "oldest_usual_amount_fraud_days",
                        "time since the merchant's oldest fraud report in 28 days for an amount not high for the payer",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> oldestUsualAmountFraud(tx, b)),
                Feature.maybe(
                        "newest_usual_amount_fraud_days",
                        "time since the merchant's newest fraud report for an amount not high for the payer",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> FeatureScale.logDays(
                                tx.eventTimeMs(), b.usualAmountFrauds().latestMs(tx.eventTimeMs()))),
                Feature.maybe(
                        "legitimate_since_newest_fraud",
                        "the merchant's payments without fraud, old enough to be labelled, since its newest fraud report",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> legitimateSince(tx, b, b.crowd().frauds().latestMs(tx.eventTimeMs()))),
                Feature.maybe(
                        "legitimate_since_usual_amount_fraud",
                        "the merchant's payments without fraud, old enough to be labelled, since its oldest fraud report for an amount not high for the payer",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> legitimateSince(
                                tx, b, b.usualAmountFrauds().oldestMs(tx.eventTimeMs(), USUAL_AMOUNT_FRAUD_MS))));
    }

    @Override
    public MerchantStats fold(MerchantStats before, Transaction transaction, Facts facts) {
        double amount = transaction.amount().major();
        long at = transaction.eventTimeMs();
        return new MerchantStats(
                before.crowd().plus(transaction.accountId(), amount, at),
                amount < SMALL
                        ? before.small().plus(at, amount)
                        : before.small().at(at),
                before.usualAmountFrauds().at(at),
                before.moments().plus(amount));
    }

    @Override
    public MerchantStats applyLifecycle(MerchantStats before, LifecycleEffect effect) {
        return new MerchantStats(
                before.crowd().correct(effect.transactionMs(), effect.worthBefore(), effect.worthAfter()),
                before.small(),
                before.usualAmountFrauds(),
                before.moments());
    }

    @Override
    public MerchantStats applyLabel(MerchantStats before, Label label, EntityKeys about) {
        if (!label.fraud()) {
            return before;
        }
        SlidingWindows usualAmountFrauds = before.usualAmountFrauds();
        return new MerchantStats(
                before.crowd().plusFraud(about.atMs(), label.knownAtMs()),
                before.small(),
                about.high() ? usualAmountFrauds : usualAmountFrauds.expecting(label.knownAtMs(), 0),
                before.moments());
    }

    private static double count(Transaction tx, MerchantStats before, long spanMs) {
        return FeatureScale.log(before.crowd().windows().count(tx.eventTimeMs(), spanMs));
    }

    private static double accounts(Transaction tx, MerchantStats before, long spanMs) {
        return FeatureScale.log(before.crowd().accounts().distinct(tx.eventTimeMs(), spanMs));
    }

    private static double small(Transaction tx, MerchantStats before, long spanMs) {
        return FeatureScale.log(before.small().count(tx.eventTimeMs(), spanMs));
    }

    private static double toMean(Transaction tx, MerchantStats before) {
        return before.moments().count() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(tx.amount().major(), before.moments().mean());
    }

    private static double age(Transaction tx, MerchantStats before) {
        long firstMs = before.crowd().firstMs();
        return firstMs == 0 ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), firstMs);
    }

    private static double frauds(Transaction tx, MerchantStats before, long spanMs) {
        return FeatureScale.log(before.crowd().frauds().count(tx.eventTimeMs(), spanMs));
    }

    /** The smoothed rate as a logarithm: rates differ by orders of magnitude. */
    private static double risk(Transaction tx, MerchantStats before, long spanMs) {
        double frauds = before.crowd().frauds().count(tx.eventTimeMs(), spanMs) + PRIOR_FRAUDS;
        double payments = before.crowd().windows().count(tx.eventTimeMs(), spanMs) + PRIOR_PAYMENTS;
        return StrictMath.log(frauds / payments);
    }

    /**
     * Frauds reported in the window, divided by the transactions in that window shifted back by the mean label delay.
     */
    private static double maturedFraudRate(Transaction tx, MerchantStats before, long spanMs) {
        SlidingWindows payments = before.crowd().windows();
        double frauds = before.crowd().frauds().count(tx.eventTimeMs(), spanMs);
        long delayMs = before.crowd().fraudDelayMs(tx.eventTimeMs());
        int labelled = payments.count(tx.eventTimeMs(), spanMs + delayMs) - payments.count(tx.eventTimeMs(), delayMs);
        return Math.min(MAX_MATURED_FRAUD_RATE, frauds / Math.max(1, labelled));
    }

    private static double usualAmountFrauds(Transaction tx, MerchantStats before, long spanMs) {
        return FeatureScale.log(before.usualAmountFrauds().count(tx.eventTimeMs(), spanMs));
    }

    private static double oldestUsualAmountFraud(Transaction tx, MerchantStats before) {
        return FeatureScale.logDays(
                tx.eventTimeMs(), before.usualAmountFrauds().oldestMs(tx.eventTimeMs(), USUAL_AMOUNT_FRAUD_MS));
    }

    /** Mature transactions without fraud indicate that a merchant is no longer compromised. */
    private static double legitimateSince(Transaction tx, MerchantStats before, long sinceMs) {
        if (sinceMs < 0) {
            return Feature.UNKNOWN;
        }
        SharedEntityStats sharedEntityStats = before.crowd();
        long delayMs = sharedEntityStats.fraudDelayMs(tx.eventTimeMs());
        long spanMs = tx.eventTimeMs() - sinceMs;
        int labelled = sharedEntityStats.windows().count(tx.eventTimeMs(), spanMs + delayMs)
                - sharedEntityStats.windows().count(tx.eventTimeMs(), delayMs);
        return FeatureScale.log(
                Math.max(0, labelled - sharedEntityStats.frauds().count(tx.eventTimeMs(), spanMs)));
    }

    private static double oldestFraudIn30Days(Transaction tx, MerchantStats before) {
        return FeatureScale.logDays(tx.eventTimeMs(), before.crowd().frauds().oldestMs(tx.eventTimeMs(), 30 * DAY_MS));
    }

    private static double newestFraud(Transaction tx, MerchantStats before) {
        return FeatureScale.logDays(tx.eventTimeMs(), before.crowd().frauds().latestMs(tx.eventTimeMs()));
    }

    private static double oldestFraud(Transaction tx, MerchantStats before) {
        return FeatureScale.logDays(tx.eventTimeMs(), before.crowd().frauds().oldestMs(tx.eventTimeMs()));
    }
}
