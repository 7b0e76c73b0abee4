package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;
import static io.nacre.profile.Windows.MINUTE_MS;

import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.SaturatingTime;
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
                Feature.of(
                        "payments",
                        "payments of the account so far",
                        Unit.COUNT,
                        (tx, f, b) -> Scale.log((double) b.count())),
                Feature.maybe(
                        "known_for_days",
                        "time since the account's first payment",
                        Unit.DAYS,
                        (tx, f, b) -> knownFor(tx, b)),
                Feature.maybe(
                        "open_for_days",
                        "time since the account was opened, in days",
                        Unit.DAYS,
                        (tx, f, b) -> openFor(tx, f)),
                Feature.maybe(
                        "open_for_seconds",
                        "time since the account was opened, in seconds",
                        Unit.SECONDS,
                        (tx, f, b) -> openForSeconds(tx, f)),
                Feature.maybe(
                        "gap_hours", "time since the account's last payment", Unit.HOURS, (tx, f, b) -> gap(tx, b)),
                Feature.maybe(
                        "gap_to_usual",
                        "the time since the last payment against the account's usual one",
                        Unit.RATIO,
                        (tx, f, b) -> gapToUsual(tx, b)),
                Feature.of(
                        "burst_10min",
                        "payments of the account in 10 minutes",
                        Unit.COUNT,
                        (tx, f, b) -> recent(tx, b, 10 * MINUTE_MS)),
                Feature.of(
                        "burst_3h",
                        "payments of the account in 3 hours",
                        Unit.COUNT,
                        (tx, f, b) -> recent(tx, b, 3 * HOUR_MS)),
                Feature.maybe(
                        "failed_attempts", "failed attempts at this payment", Unit.COUNT, (tx, f, b) -> failed(tx)),
                Feature.maybe(
                        "hour_share",
                        "share of the account's payments at this hour",
                        Unit.SHARE,
                        (tx, f, b) -> hourShare(tx, b)),
                Feature.of(
                        "frauds_7d",
                        "frauds of the account known in 7 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "frauds_30d",
                        "frauds of the account known in 30 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 30 * DAY_MS)),
                Feature.of(
                        "frauds_90d",
                        "frauds of the account known in 90 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
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
        return openedAtMs == null
                ? Feature.UNKNOWN
                : Scale.log(SaturatingTime.between(openedAtMs, tx.atMs()) / (double) SECOND_MS);
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
