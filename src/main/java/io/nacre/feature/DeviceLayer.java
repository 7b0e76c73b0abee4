package io.nacre.feature;

import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Devices;
import io.nacre.profile.Seen;
import java.util.ArrayList;
import java.util.List;

/** What the payer holds in hand, and what it says it is: whether the account ever used it, and who else does. */
final class DeviceLayer implements Memory<Devices> {

    private static final SeenMemory DEVICES = new SeenMemory(Key.DEVICE, 16);

    /** Agents change with every update. */
    private static final int AGENTS = 16;

    private DeviceLayer() {}

    static Layer layer() {
        return Layer.of(
                "device",
                "the device and its user agent: whether the account ever used them, who else does",
                new DeviceLayer(),
                new CrowdMemory(Key.DEVICE));
    }

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Devices> codec() {
        return Devices.CODEC;
    }

    @Override
    public Devices initial() {
        return Devices.NONE;
    }

    @Override
    public List<Feature<Devices>> features() {
        List<Feature<Devices>> features = new ArrayList<>();
        for (Feature<Seen> feature : DEVICES.features()) {
            features.add(feature.of(Devices::devices));
        }
        features.add(Feature.maybe(
                "agent_new",
                "a user agent the account never used",
                Unit.FLAG,
                (tx, f, b) -> Novelty.isNew(b.agents(), tx.userAgent())));
        for (int i = 0; i < AgentWords.BUCKETS; i++) {
            int bucket = i;
            features.add(Feature.of(
                    "agent_words_" + (bucket + 1),
                    "words of the user agent, hashed; " + (bucket + 1) + " of " + AgentWords.BUCKETS,
                    Unit.WORDS,
                    (tx, f, b) -> AgentWords.weight(tx.userAgent(), bucket)));
        }
        return List.copyOf(features);
    }

    @Override
    public Devices fold(Devices before, Transaction transaction, Facts facts) {
        String agent = transaction.userAgent();
        return new Devices(
                DEVICES.fold(before.devices(), transaction, facts),
                agent == null ? before.agents() : before.agents().plus(agent, transaction.atMs(), AGENTS));
    }
}
