package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Memory;
import io.nacre.payment.IncomingPayment;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.AccountTransferStats;
import io.nacre.profile.IncomingPayments;
import io.nacre.profile.RecentValues;
import io.nacre.profile.StateCodec;
import java.util.ArrayList;
import java.util.List;

/** The payees of an account, and the payments that it received. A mule forwards money soon after receiving it. */
final class AccountTransferMemory implements Memory<AccountTransferStats> {

    private static final KnownValuesMemory PAYEES = new KnownValuesMemory(EntityType.COUNTERPARTY, 32);

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<AccountTransferStats> codec() {
        return AccountTransferStats.CODEC;
    }

    @Override
    public AccountTransferStats initial() {
        return AccountTransferStats.NONE;
    }

    @Override
    public List<Feature<AccountTransferStats>> features() {
        List<Feature<AccountTransferStats>> features = new ArrayList<>();
        for (Feature<RecentValues> feature : PAYEES.features()) {
            features.add(feature.of(AccountTransferStats::payees));
        }
        features.add(Feature.of(
                "received_24h",
                "payments the account received in 24 h",
                FeatureUnit.COUNT,
                (tx, f, b) -> FeatureScale.log(b.received().count(tx.eventTimeMs(), DAY_MS))));
        features.add(Feature.of(
                "received_7d",
                "payments the account received in 7 days",
                FeatureUnit.COUNT,
                (tx, f, b) -> FeatureScale.log(b.received().count(tx.eventTimeMs(), IncomingPayments.HORIZON_MS))));
        features.add(Feature.maybe(
                "passed_on",
                "the amount against all the account received in 24 h",
                FeatureUnit.RATIO,
                (tx, f, b) -> passedOn(tx, b.received())));
        features.add(Feature.maybe(
                "since_received_h",
                "time since the account last received a payment",
                FeatureUnit.HOURS,
                (tx, f, b) -> sinceReceived(tx, b.received())));
        return List.copyOf(features);
    }

    @Override
    public AccountTransferStats fold(AccountTransferStats before, Transaction transaction, Facts facts) {
        return before.with(PAYEES.fold(before.payees(), transaction, facts), before.received());
    }

    @Override
    public AccountTransferStats receive(AccountTransferStats before, IncomingPayment incomingPayment) {
        return before.with(
                before.payees(),
                before.received()
                        .plus(
                                incomingPayment.transactionId(),
                                incomingPayment.amount().major(),
                                incomingPayment.atMs()));
    }

    private static double passedOn(Transaction tx, IncomingPayments incomingPayments) {
        double got = incomingPayments.sum(tx.eventTimeMs(), DAY_MS);
        return got == 0 ? Feature.UNKNOWN : FeatureScale.logRatio(tx.amount().major(), got);
    }

    private static double sinceReceived(Transaction tx, IncomingPayments incomingPayments) {
        long latestMs = incomingPayments.latestMs(tx.eventTimeMs());
        return latestMs < 0
                ? Feature.UNKNOWN
                : FeatureScale.log((tx.eventTimeMs() - latestMs) / (double) Millis.HOUR_MS);
    }
}
