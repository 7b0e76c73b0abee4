package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;
import static io.nacre.profile.Windows.HOUR_MS;

import io.nacre.payment.Label;
import io.nacre.payment.Transaction;
import io.nacre.profile.Address;
import io.nacre.profile.Codec;
import java.util.List;

/** What is remembered of the block of addresses around one: who rents many of them takes turns with them. */
final class BlockMemory implements Memory<Address> {

    private static final AddressMemory TOGETHER = new AddressMemory();

    @Override
    public Key key() {
        return Key.BLOCK;
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
        return List.of(
                Feature.of(
                        "block_accounts_1h",
                        "accounts that pay from the block of the IP address in 1 h",
                        Unit.COUNT,
                        (tx, f, b) -> accounts(tx, b, HOUR_MS)),
                Feature.of(
                        "block_accounts_24h",
                        "accounts that pay from the block of the IP address in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> accounts(tx, b, DAY_MS)),
                Feature.of(
                        "block_accounts_7d",
                        "accounts that pay from the block of the IP address in 7 days",
                        Unit.COUNT,
                        (tx, f, b) -> accounts(tx, b, 7 * DAY_MS)),
                Feature.of(
                        "block_cards_1h",
                        "cards used from the block of the IP address in 1 h",
                        Unit.COUNT,
                        (tx, f, b) -> cards(tx, b, HOUR_MS)),
                Feature.of(
                        "block_cards_24h",
                        "cards used from the block of the IP address in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> cards(tx, b, DAY_MS)),
                Feature.of(
                        "block_count_24h",
                        "payments from the block of the IP address in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> Scale.log(b.crowd().windows().count(tx.atMs(), DAY_MS))),
                Feature.of(
                        "block_frauds_7d",
                        "frauds from the block of the IP address known in 7 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 7)),
                Feature.of(
                        "block_frauds_90d",
                        "frauds from the block of the IP address known in 90 days",
                        Unit.COUNT,
                        (tx, f, b) -> frauds(tx, b, 90)));
    }

    @Override
    public Address fold(Address before, Transaction transaction, Facts facts) {
        return TOGETHER.fold(before, transaction, facts);
    }

    @Override
    public Address learn(Address before, Label label, Keys about) {
        return TOGETHER.learn(before, label, about);
    }

    private static double accounts(Transaction tx, Address before, long spanMs) {
        return Scale.log(before.crowd().accounts().distinct(tx.atMs(), spanMs));
    }

    private static double cards(Transaction tx, Address before, long spanMs) {
        return Scale.log(before.cards().distinct(tx.atMs(), spanMs));
    }

    private static double frauds(Transaction tx, Address before, int days) {
        return Scale.log(before.crowd().frauds().count(tx.atMs(), days * DAY_MS));
    }
}
