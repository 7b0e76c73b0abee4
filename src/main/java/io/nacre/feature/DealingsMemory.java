package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;

import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Dealings;
import io.nacre.profile.Received;
import io.nacre.profile.Seen;
import io.nacre.profile.Windows;
import java.util.ArrayList;
import java.util.List;

/** Whom an account pays; and whether it passes on what it was just paid, as a mule does. */
final class DealingsMemory implements Memory<Dealings> {

    private static final SeenMemory PAYEES = new SeenMemory(Key.COUNTERPARTY, 32);

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Dealings> codec() {
        return Dealings.CODEC;
    }

    @Override
    public Dealings initial() {
        return Dealings.NONE;
    }

    @Override
    public List<Feature<Dealings>> features() {
        List<Feature<Dealings>> features = new ArrayList<>();
        for (Feature<Seen> feature : PAYEES.features()) {
            features.add(feature.of(Dealings::payees));
        }
        features.add(Feature.of(
                "received_24h",
                "payments the account received in 24 h",
                Unit.COUNT,
                (tx, f, b) -> Scale.log(b.received().count(tx.atMs(), DAY_MS))));
        features.add(Feature.of(
                "received_7d",
                "payments the account received in 7 days",
                Unit.COUNT,
                (tx, f, b) -> Scale.log(b.received().count(tx.atMs(), Received.HORIZON_MS))));
        features.add(Feature.maybe(
                "passed_on",
                "the amount against all the account received in 24 h",
                Unit.RATIO,
                (tx, f, b) -> passedOn(tx, b.received())));
        features.add(Feature.maybe(
                "since_received_h",
                "time since the account last received a payment",
                Unit.HOURS,
                (tx, f, b) -> sinceReceived(tx, b.received())));
        return List.copyOf(features);
    }

    @Override
    public Dealings fold(Dealings before, Transaction transaction, Facts facts) {
        return before.with(PAYEES.fold(before.payees(), transaction, facts), before.received());
    }

    @Override
    public Dealings receive(Dealings before, IncomingPayment incomingPayment) {
        return before.with(
                before.payees(),
                before.received()
                        .plus(
                                incomingPayment.transactionId(),
                                incomingPayment.amount().major(),
                                incomingPayment.atMs()));
    }

    private static double passedOn(Transaction tx, Received received) {
        double got = received.sum(tx.atMs(), DAY_MS);
        return got == 0 ? Feature.UNKNOWN : Scale.logRatio(tx.amount().major(), got);
    }

    private static double sinceReceived(Transaction tx, Received received) {
        long latestMs = received.latestMs(tx.atMs());
        return latestMs < 0 ? Feature.UNKNOWN : Scale.log((tx.atMs() - latestMs) / (double) Windows.HOUR_MS);
    }
}
