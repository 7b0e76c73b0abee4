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
import io.nacre.profile.SharedEntityStats;
import io.nacre.profile.StateCodec;
import java.util.List;

/** State of a key that many accounts may share: an IP address, a device, a payee. */
record SharedEntityMemory(EntityType key) implements Memory<SharedEntityStats> {

    /** The relation of a payment to the shared key, as in the feature descriptions. */
    private String over() {
        return switch (key) {
            case IP -> "from the IP address";
            case DEVICE -> "from the device";
            case COUNTERPARTY -> "to the payee";
            case ACCOUNT, SUBNET, MERCHANT -> throw new IllegalStateException(key + " has a memory of its own kind");
        };
    }

    @Override
    public StateCodec<SharedEntityStats> codec() {
        return SharedEntityStats.CODEC;
    }

    @Override
    public SharedEntityStats initial() {
        return SharedEntityStats.NONE;
    }

    @Override
    public List<Feature<SharedEntityStats>> features() {
        String over = over();
        return List.of(
                Feature.of(
                        "count_1h",
                        "payments " + over + " in 1 h",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, HOUR_MS)),
                Feature.of(
                        "count_24h",
                        "payments " + over + " in 24 h",
                        FeatureUnit.COUNT,
                        (tx, facts, before) -> count(tx, before, DAY_MS)),
                Feature.of(
                        "count_7d",
                        "payments " + over + " in 7 days",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> count(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "sum_24h",
                        "sum of the payments " + over + " in 24 h",
                        FeatureUnit.MONEY_OF_MANY,
                        (tx, f, b) -> FeatureScale.log(b.windows().sum(tx.eventTimeMs(), DAY_MS))),
                Feature.of(
                        "accounts_1h",
                        "accounts that pay " + over + " in 1 h",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of(
                        "accounts_24h",
                        "accounts that pay " + over + " in 24 h",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> accounts(tx, b, DAY_MS)),
                Feature.of(
                        "accounts_30d",
                        "accounts that pay " + over + " in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, 30 * DAY_MS)),
                Feature.maybe(
                        "age_days",
                        "time since the first payment " + over,
                        FeatureUnit.DAYS,
                        (tx, facts, before) -> age(tx, before)),
                Feature.of(
                        "frauds_7d",
                        "frauds " + over + " reported in 7 days",
                        FeatureUnit.COUNT,
                        (tx, facts, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "frauds_90d",
                        "frauds " + over + " reported in 90 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
    }

    @Override
    public SharedEntityStats fold(SharedEntityStats before, Transaction transaction, Facts facts) {
        return before.plus(transaction.accountId(), transaction.amount().major(), transaction.eventTimeMs());
    }

    @Override
    public SharedEntityStats applyLifecycle(SharedEntityStats before, LifecycleEffect effect) {
        return before.correct(effect.transactionMs(), effect.worthBefore(), effect.worthAfter());
    }

    @Override
    public SharedEntityStats applyLabel(SharedEntityStats before, Label label, EntityKeys about) {
        return label.fraud() ? before.plusFraud(about.atMs(), label.knownAtMs()) : before;
    }

    private static double count(Transaction tx, SharedEntityStats before, long spanMs) {
        return FeatureScale.log(before.windows().count(tx.eventTimeMs(), spanMs));
    }

    private static double accounts(Transaction tx, SharedEntityStats before, long spanMs) {
        return FeatureScale.log(before.accounts().distinct(tx.eventTimeMs(), spanMs));
    }

    private static double frauds(Transaction tx, SharedEntityStats before, long spanMs) {
        return FeatureScale.log(before.frauds().count(tx.eventTimeMs(), spanMs));
    }

    private static double age(Transaction tx, SharedEntityStats before) {
        return before.firstMs() == 0 ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), before.firstMs());
    }
}
