package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Memory;
import io.nacre.payment.Transaction;
import io.nacre.profile.RecentValues;
import io.nacre.profile.StateCodec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account's values of another key: its devices or its payees. */
record KnownValuesMemory(EntityType other, int capacity) implements Memory<RecentValues> {

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<RecentValues> codec() {
        return RecentValues.CODEC;
    }

    @Override
    public RecentValues initial() {
        return RecentValues.NONE;
    }

    @Override
    public List<Feature<RecentValues>> features() {
        boolean paid = other == EntityType.COUNTERPARTY;
        String noun = paid ? "payee" : "device";
        String verb = paid ? "paid" : "used";
        return List.of(
                Feature.maybe(
                        "new",
                        "a " + noun + " the account never " + verb,
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b, value(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first " + verb + " the " + noun,
                        FeatureUnit.DAYS,
                        (tx, f, b) -> NoveltyFeatures.knownForDays(tx, b, value(tx))),
                Feature.maybe(
                        "last_seen_days",
                        "time since the account last " + verb + " the " + noun,
                        FeatureUnit.DAYS,
                        (tx, f, b) -> NoveltyFeatures.lastSeenDays(tx, b, value(tx))),
                Feature.of(
                        "distinct_24h",
                        noun + "s the account " + verb + " in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> FeatureScale.log(b.distinct(tx.eventTimeMs(), DAY_MS))),
                Feature.of(
                        "distinct_30d",
                        noun + "s the account " + verb + " in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> FeatureScale.log(b.distinct(tx.eventTimeMs(), 30 * DAY_MS))));
    }

    @Override
    public RecentValues fold(RecentValues before, Transaction transaction, Facts facts) {
        String value = value(transaction);
        return value == null ? before : before.plus(value, transaction.eventTimeMs(), capacity);
    }

    private @Nullable String value(Transaction tx) {
        return other.of(tx);
    }
}
