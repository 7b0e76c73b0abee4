package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.payment.Transaction;
import io.nacre.profile.DeviceStats;
import io.nacre.profile.RecentValues;
import io.nacre.profile.StateCodec;
import java.util.ArrayList;
import java.util.List;

/** The device and its user agent: whether the account used them before, and which other accounts use the device. */
final class DeviceLayer implements Memory<DeviceStats> {

    private static final KnownValuesMemory DEVICES = new KnownValuesMemory(EntityType.DEVICE, 16);

    /** The number of user agents in the state; a user agent changes with every update. */
    private static final int AGENTS = 16;

    private DeviceLayer() {}

    static Layer layer() {
        return Layer.of(
                "device",
                "the device and its user agent: whether the account used them before, who else uses them",
                new DeviceLayer(),
                new SharedEntityMemory(EntityType.DEVICE));
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<DeviceStats> codec() {
        return DeviceStats.CODEC;
    }

    @Override
    public DeviceStats initial() {
        return DeviceStats.NONE;
    }

    @Override
    public List<Feature<DeviceStats>> features() {
        List<Feature<DeviceStats>> features = new ArrayList<>();
        for (Feature<RecentValues> feature : DEVICES.features()) {
            features.add(feature.of(DeviceStats::devices));
        }
        features.add(Feature.maybe(
                "agent_new",
                "a user agent the account never used",
                FeatureUnit.FLAG,
                (tx, f, b) -> NoveltyFeatures.isNew(b.agents(), tx.userAgent())));
        for (int i = 0; i < UserAgentFeatures.BUCKETS; i++) {
            int bucket = i;
            features.add(Feature.of(
                    "agent_words_" + (bucket + 1),
                    "words of the user agent, hashed; " + (bucket + 1) + " of " + UserAgentFeatures.BUCKETS,
                    FeatureUnit.WORDS,
                    (tx, f, b) -> UserAgentFeatures.weight(tx.userAgent(), bucket)));
        }
        return List.copyOf(features);
    }

    @Override
    public DeviceStats fold(DeviceStats before, Transaction transaction, Facts facts) {
        String agent = transaction.userAgent();
        return new DeviceStats(
                DEVICES.fold(before.devices(), transaction, facts),
                agent == null ? before.agents() : before.agents().plus(agent, transaction.eventTimeMs(), AGENTS));
    }
}
