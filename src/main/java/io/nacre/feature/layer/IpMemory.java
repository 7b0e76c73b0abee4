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
import io.nacre.profile.IpStats;
import io.nacre.profile.SharedEntityStats;
import io.nacre.profile.StateCodec;
import java.util.ArrayList;
import java.util.List;

/** State of an IP address: the accounts and cards that pay from it. */
final class IpMemory implements Memory<IpStats> {

    /** The maximum number of cards that are counted. */
    private static final int CARDS = 64;

    private static final SharedEntityMemory CROWD = new SharedEntityMemory(EntityType.IP);

    @Override
    public EntityType key() {
        return EntityType.IP;
    }

    @Override
    public StateCodec<IpStats> codec() {
        return IpStats.CODEC;
    }

    @Override
    public IpStats initial() {
        return IpStats.NONE;
    }

    @Override
    public List<Feature<IpStats>> features() {
        List<Feature<IpStats>> features = new ArrayList<>();
        for (Feature<SharedEntityStats> feature : CROWD.features()) {
            features.add(feature.of(IpStats::crowd));
        }
        features.add(Feature.of(
                "cards_1h",
                "cards used from the IP address in 1 h",
                FeatureUnit.COUNT,
                (tx, f, b) -> cards(tx, b, HOUR_MS)));
        features.add(Feature.of(
                "cards_24h",
                "cards used from the IP address in 24 h",
                FeatureUnit.COUNT,
                (tx, f, b) -> cards(tx, b, DAY_MS)));
        features.add(Feature.of(
                "cards_30d",
                "cards used from the IP address in 30 days",
                FeatureUnit.COUNT,
                (tx, f, b) -> cards(tx, b, 30 * DAY_MS)));
        return List.copyOf(features);
    }

    @Override
    public IpStats fold(IpStats before, Transaction transaction, Facts facts) {
        String card = transaction.cardToken();
        return before.with(
                CROWD.fold(before.crowd(), transaction, facts),
                card == null ? before.cards() : before.cards().plus(card, transaction.eventTimeMs(), CARDS));
    }

    @Override
    public IpStats applyLifecycle(IpStats before, LifecycleEffect effect) {
        return before.with(CROWD.applyLifecycle(before.crowd(), effect), before.cards());
    }

    @Override
    public IpStats applyLabel(IpStats before, Label label, EntityKeys about) {
        return before.with(CROWD.applyLabel(before.crowd(), label, about), before.cards());
    }

    private static double cards(Transaction tx, IpStats before, long spanMs) {
        return FeatureScale.log(before.cards().distinct(tx.eventTimeMs(), spanMs));
    }
}
