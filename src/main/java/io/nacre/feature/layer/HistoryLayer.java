package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;
import static io.nacre.payment.Millis.HOUR_MS;
import static io.nacre.payment.Millis.MINUTE_MS;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.Label;
import io.nacre.payment.SaturatingTime;
import io.nacre.payment.Transaction;
import io.nacre.profile.ActivityStats;
import io.nacre.profile.StateCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The age of the account, and whether it pays at its usual rate and times of day. */
final class HistoryLayer implements Memory<ActivityStats> {

    /** The minimum number of transactions for a share of hours. */
    private static final int HABIT = 5;

    private static final long SECOND_MS = 1000;

    private HistoryLayer() {}

    static Layer layer() {
        return Layer.of("history", "the age of the account, its usual pace and its usual hours", new HistoryLayer());
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<ActivityStats> codec() {
        return ActivityStats.CODEC;
    }

    @Override
    public ActivityStats initial() {
        return ActivityStats.NONE;
    }

    @Override
    public List<Feature<ActivityStats>> features() {
        return List.of(
                Feature.of(
                        "payments",
                        "payments of the account so far",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> FeatureScale.log((double) b.count())),
                Feature.maybe(
                        "known_for_days",
                        "time since the account's first payment",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> ageDays(tx, b)),
                Feature.maybe(
                        "open_for_days",
                        "time since the account was opened, in days",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> openFor(tx, f)),
                Feature.maybe(
                        "open_for_seconds",
                        "time since the account was opened, in seconds",
                        FeatureUnit.SECONDS,
                        (tx, f, b) -> openForSeconds(tx, f)),
                Feature.maybe(
                        "gap_hours",
                        "time since the account's last payment",
                        FeatureUnit.HOURS,
                        (tx, f, b) -> gap(tx, b)),
                Feature.maybe(
                        "gap_to_usual",
                        "the time since the last payment against the account's mean one",
                        FeatureUnit.RATIO,
                        (tx, f, b) -> gapToUsual(tx, b)),
                Feature.of(
                        "burst_10min",
                        "payments of the account in 10 minutes",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> recent(tx, b, 10 * MINUTE_MS)),
                Feature.of(
                        "burst_3h",
                        "payments of the account in 3 hours",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> recent(tx, b, 3 * HOUR_MS)),
                Feature.maybe(
                        "failed_attempts",
                        "failed attempts at this payment",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> failed(tx)),
                Feature.maybe(
                        "hour_share",
                        "share of the account's payments within an hour of this time of day",
                        FeatureUnit.SHARE,
                        (tx, f, b) -> hourShare(tx, b)),
                Feature.of(
                        "frauds_7d",
                        "frauds of the account reported in 7 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "frauds_30d",
                        "frauds of the account reported in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 30 * DAY_MS)),
                Feature.of(
                        "frauds_90d",
                        "frauds of the account reported in 90 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90 * DAY_MS)));
    }

    @Override
    public ActivityStats fold(ActivityStats before, Transaction transaction, Facts facts) {
        long at = transaction.eventTimeMs();
        boolean first = before.count() == 0;
        return new ActivityStats(
                before.count() + 1,
                first ? at : Math.min(before.firstMs(), at),
                Math.max(before.lastMs(), at),
                first ? before.gaps() : before.gaps().plus(hours(before.lastMs(), at)),
                before.hours().plus(at),
                before.recent().plus(at, 0).within(12 * HOUR_MS),
                before.frauds().at(at));
    }

    @Override
    public ActivityStats applyLabel(ActivityStats b, Label label, EntityKeys about) {
        return label.fraud()
                ? new ActivityStats(
                        b.count(),
                        b.firstMs(),
                        b.lastMs(),
                        b.gaps(),
                        b.hours(),
                        b.recent(),
                        b.frauds().expecting(label.knownAtMs(), 0))
                : b;
    }

    private static double ageDays(Transaction tx, ActivityStats before) {
        return before.count() == 0 ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), before.firstMs());
    }

    private static double openFor(Transaction tx, Facts facts) {
        Long openedAtMs = openedAtMs(facts);
        return openedAtMs == null ? Feature.UNKNOWN : FeatureScale.logDays(tx.eventTimeMs(), Math.max(0, openedAtMs));
    }

    private static double openForSeconds(Transaction tx, Facts facts) {
        Long openedAtMs = openedAtMs(facts);
        return openedAtMs == null
                ? Feature.UNKNOWN
                : FeatureScale.log(SaturatingTime.between(openedAtMs, tx.eventTimeMs()) / (double) SECOND_MS);
    }

    private static @Nullable Long openedAtMs(Facts facts) {
        AccountProfile profile = facts.profile();
        return profile == null ? null : profile.openedAtMs();
    }

    private static double gap(Transaction tx, ActivityStats before) {
        return before.count() == 0 ? Feature.UNKNOWN : FeatureScale.log(hours(before.lastMs(), tx.eventTimeMs()));
    }

    private static double gapToUsual(Transaction tx, ActivityStats before) {
        return before.gaps().count() == 0
                ? Feature.UNKNOWN
                : FeatureScale.logRatio(
                        hours(before.lastMs(), tx.eventTimeMs()), before.gaps().mean());
    }

    private static double recent(Transaction tx, ActivityStats before, long spanMs) {
        return FeatureScale.log(before.recent().count(tx.eventTimeMs(), spanMs));
    }

    private static double hourShare(Transaction tx, ActivityStats before) {
        return before.count() < HABIT ? Feature.UNKNOWN : before.hours().share(tx.eventTimeMs());
    }

    private static double failed(Transaction tx) {
        Integer attempts = tx.failedAttempts();
        return attempts == null ? Feature.UNKNOWN : FeatureScale.log((double) attempts);
    }

    private static double frauds(Transaction tx, ActivityStats before, long spanMs) {
        return FeatureScale.log(before.frauds().count(tx.eventTimeMs(), spanMs));
    }

    private static double hours(long fromMs, long toMs) {
        return Math.max(0, toMs - fromMs) / (double) HOUR_MS;
    }
}
