package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;
import static io.nacre.profile.Windows.MINUTE_MS;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Rhythm;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long the account is known, and whether it pays at its usual pace and hours. */
final class HistoryLayer implements Memory<Rhythm> {

    /** Fewer payments than this make no habit. */
    private static final int HABIT = 5;

    private static final long SECOND_MS = 1000;

    private HistoryLayer() {}

    static Layer layer() {
        return Layer.of("history", "how long the account is known; its usual pace and hours", new HistoryLayer());
    }

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Rhythm> codec() {
        return Rhythm.CODEC;
    }

    @Override
    public Rhythm initial() {
        return Rhythm.NONE;
    }

    @Override
    public List<Feature<Rhythm>> features() {
        return List.of(
                Feature.of("payments", "payments so far", (tx, f, b) -> Scale.log((double) b.count())),
                Feature.maybe("known_for_days", "days since the first payment", (tx, f, b) -> knownFor(tx, b)),
                Feature.maybe("open_for_days", "days since the account was opened", (tx, f, b) -> openFor(tx, f)),
                Feature.maybe(
                        "open_for_seconds",
                        "the same in seconds, so that haste shows",
                        (tx, f, b) -> openForSeconds(tx, f)),
                Feature.maybe("gap_hours", "hours since the last payment", (tx, f, b) -> gap(tx, b)),
                Feature.maybe("gap_to_usual", "that gap against the usual one", (tx, f, b) -> gapToUsual(tx, b)),
                Feature.of("burst_10min", "payments in 10 minutes", (tx, f, b) -> recent(tx, b, 10 * MINUTE_MS)),
                Feature.of("burst_3h", "payments in 3 hours", (tx, f, b) -> recent(tx, b, 3 * HOUR_MS)),
                Feature.maybe("failed_attempts", "failed attempts at this payment", (tx, f, b) -> failed(tx)),
                Feature.maybe("hour_share", "share of its payments at this hour", (tx, f, b) -> hourShare(tx, b)),
                Feature.of("frauds_7d", "its frauds known in 7 days", (tx, f, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of("frauds_30d", "its frauds known in 30 days", (tx, f, b) -> frauds(tx, b, 30 * DAY_MS)),
                Feature.of("frauds_90d", "its frauds known in 90 days", (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
    }

    @Override
    public Rhythm fold(Rhythm before, Transaction transaction, Facts facts) {
        long at = transaction.atMs();
        boolean first = before.count() == 0;
        return new Rhythm(
                before.count() + 1,
                first ? at : Math.min(before.firstMs(), at),
                Math.max(before.lastMs(), at),
                first ? before.gaps() : before.gaps().plus(hours(before.lastMs(), at)),
                before.hours().plus(at),
                before.recent().plus(at, 0).within(12 * HOUR_MS),
                before.frauds().at(at));
    }

    @Override
    public Rhythm learn(Rhythm b, Label label, Keys about) {
        return label.fraud()
                ? new Rhythm(
                        b.count(),
                        b.firstMs(),
                        b.lastMs(),
                        b.gaps(),
                        b.hours(),
                        b.recent(),
                        b.frauds().expecting(label.knownAtMs(), 0))
                : b;
    }

    private static double knownFor(Transaction tx, Rhythm before) {
        return before.count() == 0 ? Feature.UNKNOWN : Scale.logDays(tx.atMs(), before.firstMs());
    }

    private static double openFor(Transaction tx, Facts facts) {
        Long openedAtMs = openedAtMs(facts);
        return openedAtMs == null ? Feature.UNKNOWN : Scale.logDays(tx.atMs(), Math.max(0, openedAtMs));
    }

    private static double openForSeconds(Transaction tx, Facts facts) {
        Long openedAtMs = openedAtMs(facts);
        return openedAtMs == null ? Feature.UNKNOWN : Scale.log((tx.atMs() - openedAtMs) / (double) SECOND_MS);
    }

    private static @Nullable Long openedAtMs(Facts facts) {
        AccountProfile profile = facts.profile();
        return profile == null ? null : profile.openedAtMs();
    }

    private static double gap(Transaction tx, Rhythm before) {
        return before.count() == 0 ? Feature.UNKNOWN : Scale.log(hours(before.lastMs(), tx.atMs()));
    }

    private static double gapToUsual(Transaction tx, Rhythm before) {
        return before.gaps().count() == 0
                ? Feature.UNKNOWN
                : Scale.logRatio(
                        hours(before.lastMs(), tx.atMs()), before.gaps().mean());
    }

    private static double recent(Transaction tx, Rhythm before, long spanMs) {
        return Scale.log(before.recent().count(tx.atMs(), spanMs));
    }

    private static double hourShare(Transaction tx, Rhythm before) {
        return before.count() < HABIT ? Feature.UNKNOWN : before.hours().share(tx.atMs());
    }

    private static double failed(Transaction tx) {
        Integer attempts = tx.failedAttempts();
        return attempts == null ? Feature.UNKNOWN : Scale.log((double) attempts);
    }

    private static double frauds(Transaction tx, Rhythm before, long spanMs) {
        return Scale.log(before.frauds().count(tx.atMs(), spanMs));
    }

    private static double hours(long fromMs, long toMs) {
        return Math.max(0, toMs - fromMs) / (double) HOUR_MS;
    }
}
