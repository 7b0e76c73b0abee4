package io.nacre.feature.layer;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.UsualValues;
import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.profile.MerchantUseStats;
import io.nacre.profile.RecentValues;
import io.nacre.profile.StateCodec;
import io.nacre.reference.MerchantCategories;
import io.nacre.reference.MerchantCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The merchant, its category and the channel, compared with the account's earlier ones. */
final class MerchantLayer implements Memory<MerchantUseStats> {

    private static final int MERCHANTS = 48;
    private static final int CATEGORIES = 24;

    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::name).toList();

    private MerchantLayer() {}

    static Layer layer() {
        return Layer.of(
                "merchant",
                "the merchant: channel, category, whether the account paid it before, its volume, its known frauds",
                new MerchantLayer(),
                new MerchantMemory());
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<MerchantUseStats> codec() {
        return MerchantUseStats.CODEC;
    }

    @Override
    public MerchantUseStats initial() {
        return MerchantUseStats.NONE;
    }

    @Override
    public List<Feature<MerchantUseStats>> features() {
        List<Feature<MerchantUseStats>> features = new ArrayList<>(List.of(
                Feature.of(
                        "present",
                        "the payment names a merchant",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> FeatureScale.flag(tx.merchant() != null)),
                Feature.maybe(
                        "new",
                        "a merchant the account never paid",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.merchants(), id(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first paid the merchant",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> NoveltyFeatures.knownForDays(tx, b.merchants(), id(tx))),
                Feature.maybe(
                        "last_seen_days",
                        "time since the account last paid the merchant",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> NoveltyFeatures.lastSeenDays(tx, b.merchants(), id(tx))),
                Feature.of(
                        "visits",
                        "payments of the account to the merchant",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> visits(b.merchants(), id(tx))),
                Feature.maybe(
                        "category_new",
                        "a merchant category the account never paid in",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.categories(), mcc(tx))),
                Feature.of(
                        "category_visits",
                        "payments of the account in the merchant's category",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> visits(b.categories(), mcc(tx))),
                Feature.maybe(
                        "risky",
                        "a merchant category that fraud teams watch",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> risky(tx)),
                Feature.of(
                        "channel_new",
                        "a channel the account never used",
                        FeatureUnit.FLAG,
                        (tx, f, b) ->
                                FeatureScale.flag(!b.channels().has(tx.channel().name())))));
        for (Channel channel : Channel.values()) {
            features.add(Feature.of(
                    lower(channel),
                    "the channel is " + words(channel),
                    FeatureUnit.FLAG,
                    (tx, f, b) -> FeatureScale.flag(tx.channel() == channel)));
        }
        for (MerchantCategory category : MerchantCategory.values()) {
            features.add(Feature.of(
                    "is_" + lower(category),
                    "a merchant of the category " + words(category),
                    FeatureUnit.FLAG,
                    (tx, f, b) -> FeatureScale.flag(category(tx) == category)));
        }
        return List.copyOf(features);
    }

    @Override
    public MerchantUseStats fold(MerchantUseStats before, Transaction transaction, Facts facts) {
        String id = id(transaction);
        String mcc = mcc(transaction);
        long at = transaction.eventTimeMs();
        return new MerchantUseStats(
                id == null ? before.merchants() : before.merchants().plus(id, at, MERCHANTS),
                mcc == null ? before.categories() : before.categories().plus(mcc, at, CATEGORIES),
                before.channels().plus(transaction.channel().name(), at, Channel.values().length));
    }

    @Override
    public UsualValues usual(MerchantUseStats before, Transaction transaction, Facts facts, UsualValues soFar) {
        return soFar.withChannel(
                NoveltyFeatures.most(before.channels(), transaction.channel().name(), CHANNELS));
    }

    private static @Nullable String id(Transaction tx) {
        Merchant merchant = tx.merchant();
        return merchant == null ? null : merchant.id();
    }

    private static @Nullable String mcc(Transaction tx) {
        Merchant merchant = tx.merchant();
        return merchant == null ? null : merchant.mcc();
    }

    private static @Nullable MerchantCategory category(Transaction tx) {
        String mcc = mcc(tx);
        return mcc == null ? null : MerchantCategories.categoryOf(mcc);
    }

    private static double risky(Transaction tx) {
        String mcc = mcc(tx);
        return mcc == null ? Feature.UNKNOWN : FeatureScale.flag(MerchantCategories.isRisky(mcc));
    }

    private static double visits(RecentValues recentValues, @Nullable String value) {
        return value == null ? 0 : FeatureScale.log(recentValues.count(value));
    }

    private static String words(Enum<?> constant) {
        return lower(constant).replace('_', ' ');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
