package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;

import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Address;
import io.nacre.profile.Codec;
import io.nacre.profile.Crowd;
import java.util.ArrayList;
import java.util.List;

/** What is remembered of an address: its crowd, and the cards used there. */
final class AddressMemory implements Memory<Address> {

    /** So many cards are told apart. */
    private static final int CARDS = 64;

    private static final CrowdMemory CROWD = new CrowdMemory(Key.IP);

    @Override
    public Key key() {
        return Key.IP;
    }

    @Override
    public Codec<Address> codec() {
        return Address.CODEC;
    }

    @Override
    public Address initial() {
        return Address.NONE;
    }

    @Override
    public List<Feature<Address>> features() {
        List<Feature<Address>> features = new ArrayList<>();
        for (Feature<Crowd> feature : CROWD.features()) {
            features.add(feature.of(Address::crowd));
        }
        features.add(Feature.of(
                "cards_1h", "cards used from the IP address in 1 h", Unit.COUNT, (tx, f, b) -> cards(tx, b, HOUR_MS)));
        features.add(Feature.of(
                "cards_24h", "cards used from the IP address in 24 h", Unit.COUNT, (tx, f, b) -> cards(tx, b, DAY_MS)));
        features.add(Feature.of(
                "cards_30d",
                "cards used from the IP address in 30 days",
                Unit.COUNT,
                (tx, f, b) -> cards(tx, b, 30 * DAY_MS)));
        return List.copyOf(features);
    }

    @Override
    public Address fold(Address before, Transaction transaction, Facts facts) {
        String card = transaction.cardToken();
        return before.with(
                CROWD.fold(before.crowd(), transaction, facts),
                card == null ? before.cards() : before.cards().plus(card, transaction.atMs(), CARDS));
    }

    @Override
    public Address learn(Address before, Label label, Keys about) {
        return before.with(CROWD.learn(before.crowd(), label, about), before.cards());
    }

    private static double cards(Transaction tx, Address before, long spanMs) {
        return Scale.log(before.cards().distinct(tx.atMs(), spanMs));
    }
}
