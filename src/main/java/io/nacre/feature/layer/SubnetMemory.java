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
import io.nacre.profile.StateCodec;
import java.util.List;

/** State of the subnet of an IP address, because fraudsters rotate through many addresses of one subnet. */
final class SubnetMemory implements Memory<IpStats> {

    private static final IpMemory IP_MEMORY = new IpMemory();

    @Override
    public EntityType key() {
        return EntityType.SUBNET;
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
        return List.of(
                Feature.of(
                        "subnet_accounts_1h",
                        "accounts that pay from the subnet of the IP address in 1 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of(
                        "subnet_accounts_24h",
                        "accounts that pay from the subnet of the IP address in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, DAY_MS)),
                Feature.of(
                        "subnet_accounts_7d",
                        "accounts that pay from the subnet of the IP address in 7 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> accounts(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "subnet_cards_1h",
                        "cards used from the subnet of the IP address in 1 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> cards(tx, b, HOUR_MS)),
                Feature.of(
                        "subnet_cards_24h",
                        "cards used from the subnet of the IP address in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> cards(tx, b, DAY_MS)),
                Feature.of(
                        "subnet_count_24h",
                        "payments from the subnet of the IP address in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> FeatureScale.log(b.crowd().windows().count(tx.eventTimeMs(), DAY_MS))),
                Feature.of(
                        "subnet_frauds_7d",
                        "frauds from the subnet of the IP address reported in 7 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 7)),
                Feature.of(
                        "subnet_frauds_90d",
                        "frauds from the subnet of the IP address reported in 90 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90)));
    }

    @Override
    public IpStats fold(IpStats before, Transaction transaction, Facts facts) {
        return IP_MEMORY.fold(before, transaction, facts);
    }

    @Override
    public IpStats applyLifecycle(IpStats before, LifecycleEffect effect) {
        return IP_MEMORY.applyLifecycle(before, effect);
    }

    @Override
    public IpStats applyLabel(IpStats before, Label label, EntityKeys about) {
        return IP_MEMORY.applyLabel(before, label, about);
    }

    private static double accounts(Transaction tx, IpStats before, long spanMs) {
        return FeatureScale.log(before.crowd().accounts().distinct(tx.eventTimeMs(), spanMs));
    }

    private static double cards(Transaction tx, IpStats before, long spanMs) {
        return FeatureScale.log(before.cards().distinct(tx.eventTimeMs(), spanMs));
    }

    private static double frauds(Transaction tx, IpStats before, int days) {
        return FeatureScale.log(before.crowd().frauds().count(tx.eventTimeMs(), days * DAY_MS));
    }
}
