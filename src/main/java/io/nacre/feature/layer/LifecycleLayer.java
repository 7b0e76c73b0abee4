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
import io.nacre.payment.LifecycleEffect;
import io.nacre.payment.Transaction;
import io.nacre.profile.LifecycleStats;
import io.nacre.profile.SlidingWindows;
import io.nacre.profile.StateCodec;
import java.util.List;

/**
 * What happened to earlier payments after their decisions: issuer declines, refunds and challenges. Declines in a burst
 * are the plainest sign of card testing.
 */
final class LifecycleLayer {

    private static final long MONTH_MS = 30 * DAY_MS;

    private static final double MAX_REFUND_SHARE = 5;

    private LifecycleLayer() {}

    static Layer layer() {
        return Layer.of(
                "lifecycle",
                "what happened to earlier payments: issuer declines, refunds, challenges",
                new LifecycleMemory(
                        EntityType.ACCOUNT,
                        List.of(
                                declines("declines_1h", "payments of the account", "1 h", HOUR_MS),
                                declines("declines_24h", "payments of the account", "24 h", DAY_MS),
                                declineShare("decline_share_30d", "the account's payments", "30 days", MONTH_MS),
                                invalid("invalid_credentials_24h", "of the account", "24 h", DAY_MS),
                                Feature.maybe(
                                        "card_declined_days",
                                        "time since the issuer declined this card at the account",
                                        FeatureUnit.DAYS,
                                        (tx, f, b) ->
                                                NoveltyFeatures.lastSeenDays(tx, b.declinedCards(), tx.cardToken())),
                                refunds("refunds_30d", "payments of the account", "30 days", MONTH_MS),
                                refundShare("refund_share_90d", "the account's payments", "90 days", 3 * MONTH_MS),
                                failed("failed_challenges_24h", "of the account", "24 h", DAY_MS),
                                count(
                                        "passed_challenges_30d",
                                        "challenges that the account passed in 30 days",
                                        LifecycleStats::challengesPassed,
                                        MONTH_MS))),
                new LifecycleMemory(
                        EntityType.DEVICE,
                        List.of(
                                declines("device_declines_1h", "payments from the device", "1 h", HOUR_MS),
                                declines("device_declines_24h", "payments from the device", "24 h", DAY_MS),
                                invalid("device_invalid_credentials_24h", "from the device", "24 h", DAY_MS),
                                declinedCards("device_declined_cards_24h", "from the device", "24 h", DAY_MS),
                                refunds("device_refunds_30d", "payments from the device", "30 days", MONTH_MS),
                                failed("device_failed_challenges_24h", "from the device", "24 h", DAY_MS))),
                new LifecycleMemory(
                        EntityType.IP,
                        List.of(
                                declines("ip_declines_1h", "payments from the IP address", "1 h", HOUR_MS),
                                declines("ip_declines_24h", "payments from the IP address", "24 h", DAY_MS),
                                invalid("ip_invalid_credentials_1h", "from the IP address", "1 h", HOUR_MS),
                                declinedCards("ip_declined_cards_24h", "from the IP address", "24 h", DAY_MS),
                                failed("ip_failed_challenges_24h", "from the IP address", "24 h", DAY_MS))),
                new LifecycleMemory(
                        EntityType.SUBNET,
                        List.of(
                                declines(
                                        "subnet_declines_24h",
                                        "payments from the subnet of the IP address",
                                        "24 h",
                                        DAY_MS),
                                invalid(
                                        "subnet_invalid_credentials_1h",
                                        "from the subnet of the IP address",
                                        "1 h",
                                        HOUR_MS),
                                declinedCards(
                                        "subnet_declined_cards_24h",
                                        "from the subnet of the IP address",
                                        "24 h",
                                        DAY_MS))),
                new LifecycleMemory(
                        EntityType.MERCHANT,
                        List.of(
                                declines("merchant_declines_1h", "payments at the merchant", "1 h", HOUR_MS),
                                declineShare("merchant_decline_share_1h", "the merchant's payments", "1 h", HOUR_MS),
                                declineShare(
                                        "merchant_decline_share_7d", "the merchant's payments", "7 days", 7 * DAY_MS),
                                invalid("merchant_invalid_credentials_1h", "at the merchant", "1 h", HOUR_MS),
                                invalid("merchant_invalid_credentials_24h", "at the merchant", "24 h", DAY_MS),
                                refundShare(
                                        "merchant_refund_share_30d", "the merchant's payments", "30 days", MONTH_MS))));
    }

    private record LifecycleMemory(EntityType key, List<Feature<LifecycleStats>> features)
            implements Memory<LifecycleStats> {

        @Override
        public StateCodec<LifecycleStats> codec() {
            return LifecycleStats.CODEC;
        }

        @Override
        public LifecycleStats initial() {
            return LifecycleStats.NONE;
        }

        @Override
        public LifecycleStats fold(LifecycleStats before, Transaction transaction, Facts facts) {
            return before;
        }

        @Override
        public LifecycleStats applyLifecycle(LifecycleStats before, LifecycleEffect effect) {
            return before.plus(effect);
        }
    }

    private static Feature<LifecycleStats> declines(String name, String payments, String span, long spanMs) {
        return count(name, payments + " that the issuer declined in " + span, LifecycleStats::declined, spanMs);
    }

    private static Feature<LifecycleStats> invalid(String name, String where, String span, long spanMs) {
        return count(
                name,
                "payments " + where + " declined in " + span + " for a wrong card number, expiry date or security code",
                LifecycleStats::invalidCredentials,
                spanMs);
    }

    private static Feature<LifecycleStats> refunds(String name, String payments, String span, long spanMs) {
        return count(name, "refunds of " + payments + " in " + span, LifecycleStats::refunded, spanMs);
    }

    private static Feature<LifecycleStats> failed(String name, String where, String span, long spanMs) {
        return count(
                name,
                "challenges of payments " + where + " that failed or were abandoned in " + span,
                LifecycleStats::challengesFailed,
                spanMs);
    }

    private static Feature<LifecycleStats> count(
            String name, String description, Feature.Part<LifecycleStats, SlidingWindows> of, long spanMs) {
        return Feature.of(
                name,
                description,
                FeatureUnit.COUNT,
                (tx, f, b) -> FeatureScale.log(of.of(b).count(tx.eventTimeMs(), spanMs)));
    }

    private static Feature<LifecycleStats> declinedCards(String name, String where, String span, long spanMs) {
        return Feature.of(
                name,
                "cards used " + where + " that the issuer declined in " + span,
                FeatureUnit.COUNT,
                (tx, f, b) -> FeatureScale.log(b.declinedCards().distinct(tx.eventTimeMs(), spanMs)));
    }

    private static Feature<LifecycleStats> declineShare(String name, String payments, String span, long spanMs) {
        return Feature.maybe(
                name,
                "share of " + payments + " that the issuer declined in " + span,
                FeatureUnit.SHARE,
                (tx, f, b) -> declineShare(tx, b, spanMs));
    }

    private static Feature<LifecycleStats> refundShare(String name, String payments, String span, long spanMs) {
        return Feature.maybe(
                name,
                "refunds in " + span + ", as a share of the authorised amount of " + payments,
                FeatureUnit.SHARE,
                (tx, f, b) -> refundShare(tx, b, spanMs));
    }

    private static double declineShare(Transaction tx, LifecycleStats before, long spanMs) {
        int declined = before.declined().count(tx.eventTimeMs(), spanMs);
        int answered = declined + before.authorised().count(tx.eventTimeMs(), spanMs);
        return answered == 0 ? Feature.UNKNOWN : declined / (double) answered;
    }

    /** Above 1 if payments from before the window were refunded in it; limited, because the amounts may be tiny. */
    private static double refundShare(Transaction tx, LifecycleStats before, long spanMs) {
        double authorised = before.authorised().sum(tx.eventTimeMs(), spanMs);
        return authorised <= 0
                ? Feature.UNKNOWN
                : Math.min(MAX_REFUND_SHARE, before.refunded().sum(tx.eventTimeMs(), spanMs) / authorised);
    }
}
