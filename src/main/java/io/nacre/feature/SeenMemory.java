package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;

import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which values of another key an account has met: its devices, its payees. */
record SeenMemory(Key other, int capacity) implements Memory<Seen> {

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Seen> codec() {
        return Seen.CODEC;
    }

    @Override
    public Seen initial() {
        return Seen.NONE;
    }

    @Override
    public List<Feature<Seen>> features() {
        boolean paid = other == Key.COUNTERPARTY;
        String noun = paid ? "payee" : "device";
        String verb = paid ? "paid" : "used";
        return List.of(
                Feature.maybe(
                        "new",
                        "a " + noun + " the account never " + verb,
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b, value(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first " + verb + " the " + noun,
                        Unit.DAYS,
                        (tx, f, b) -> Novelty.knownForDays(tx, b, value(tx))),
                Feature.maybe(
                        "last_met_days",
                        "time since the account last " + verb + " the " + noun,
                        Unit.DAYS,
                        (tx, f, b) -> Novelty.lastMetDays(tx, b, value(tx))),
                Feature.of(
                        "distinct_24h",
                        noun + "s the account " + verb + " in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> Scale.log(b.distinct(tx.atMs(), DAY_MS))),
                Feature.of(
                        "distinct_30d",
                        noun + "s the account " + verb + " in 30 days",
                        Unit.COUNT,
                        (tx, f, b) -> Scale.log(b.distinct(tx.atMs(), 30 * DAY_MS))));
    }

    @Override
    public Seen fold(Seen before, Transaction transaction, Facts facts) {
        String value = value(transaction);
        return value == null ? before : before.plus(value, transaction.atMs(), capacity);
    }

    private @Nullable String value(Transaction tx) {
        return other.of(tx);
    }
}
