package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;

import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Crowd;
import java.util.List;

/** What is remembered of something many accounts may share: an address, a device, a receiver. */
record CrowdMemory(Key key) implements Memory<Crowd> {

    /** How a payment has to do with what the crowd shares. */
    private String over() {
        return switch (key) {
            case IP -> "from the IP address";
            case DEVICE -> "from the device";
            case COUNTERPARTY -> "to the payee";
            case ACCOUNT, BLOCK, MERCHANT -> throw new IllegalStateException(key + " has a memory of its own kind");
        };
    }

    @Override
    public Codec<Crowd> codec() {
        return Crowd.CODEC;
    }

    @Override
    public Crowd initial() {
        return Crowd.NONE;
    }

    @Override
    public List<Feature<Crowd>> features() {
        String over = over();
        return List.of(
                Feature.of(
                        "count_1h",
                        "payments " + over + " in 1 h",
                        Unit.COUNT,
                        (tx, facts, before) -> count(tx, before, HOUR_MS)),
                Feature.of(
                        "count_24h",
                        "payments " + over + " in 24 h",
                        Unit.COUNT,
                        (tx, facts, before) -> count(tx, before, DAY_MS)),
                Feature.of(
                        "count_7d",
                        "payments " + over + " in 7 days",
                        Unit.COUNT,
                        (tx, facts, b) -> count(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "sum_24h",
                        "sum of the payments " + over + " in 24 h",
                        Unit.MONEY_OF_MANY,
                        (tx, f, b) -> Scale.log(b.windows().sum(tx.atMs(), DAY_MS))),
                Feature.of(
                        "accounts_1h",
                        "accounts that pay " + over + " in 1 h",
                        Unit.COUNT,
                        (tx, facts, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of(
                        "accounts_24h",
                        "accounts that pay " + over + " in 24 h",
                        Unit.COUNT,
                        (tx, facts, b) -> accounts(tx, b, DAY_MS)),
                Feature.of(
                        "accounts_30d",
                        "accounts that pay " + over + " in 30 days",
                        Unit.COUNT,
                        (tx, f, b) -> accounts(tx, b, 30 * DAY_MS)),
                Feature.maybe(
                        "age_days",
                        "time since the first payment " + over,
                        Unit.DAYS,
                        (tx, facts, before) -> age(tx, before)),
                Feature.of(
                        "frauds_7d",
                        "frauds " + over + " known in 7 days",
                        Unit.COUNT,
                        (tx, facts, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "frauds_90d",
                        "frauds " + over + " known in 90 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
    }

    @Override
    public Crowd fold(Crowd before, Transaction transaction, Facts facts) {
        return before.plus(transaction.accountId(), transaction.amount().major(), transaction.atMs());
    }

    @Override
    public Crowd learn(Crowd before, Label label, Keys about) {
        return label.fraud() ? before.plusFraud(about.atMs(), label.knownAtMs()) : before;
    }

    private static double count(Transaction tx, Crowd before, long spanMs) {
        return Scale.log(before.windows().count(tx.atMs(), spanMs));
    }

    private static double accounts(Transaction tx, Crowd before, long spanMs) {
        return Scale.log(before.accounts().distinct(tx.atMs(), spanMs));
    }

    private static double frauds(Transaction tx, Crowd before, long spanMs) {
        return Scale.log(before.frauds().count(tx.atMs(), spanMs));
    }

    private static double age(Transaction tx, Crowd before) {
        return before.firstMs() == 0 ? Feature.UNKNOWN : Scale.logDays(tx.atMs(), before.firstMs());
    }
}
