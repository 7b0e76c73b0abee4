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
        return List.of(
                Feature.of("count_1h", "payments over it in 1 h", (tx, facts, before) -> count(tx, before, HOUR_MS)),
                Feature.of("count_24h", "payments over it in 24 h", (tx, facts, before) -> count(tx, before, DAY_MS)),
                Feature.of("count_7d", "payments over it in 7 days", (tx, facts, b) -> count(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "sum_24h",
                        "paid over it in 24 h",
                        (tx, f, b) -> Scale.log(b.windows().sum(tx.atMs(), DAY_MS))),
                Feature.of("accounts_1h", "accounts on it in 1 h", (tx, facts, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of("accounts_24h", "accounts on it in 24 h", (tx, facts, b) -> accounts(tx, b, DAY_MS)),
                Feature.of("accounts_30d", "accounts on it in 30 days", (tx, f, b) -> accounts(tx, b, 30 * DAY_MS)),
                Feature.maybe("age_days", "days since first met", (tx, facts, before) -> age(tx, before)),
                Feature.of("frauds_7d", "frauds known of it in 7 days", (tx, facts, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of("frauds_90d", "frauds known of it in 90 days", (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
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
