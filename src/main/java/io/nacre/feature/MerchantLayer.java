package io.nacre.feature;

import io.nacre.payment.Channel;
import io.nacre.payment.Merchant;
import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Seen;
import io.nacre.profile.Shopping;
import io.nacre.reference.MerchantCategories;
import io.nacre.reference.MerchantCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom the payment goes to and how: channel, category, and what this account usually buys where. */
final class MerchantLayer implements Memory<Shopping> {

    private static final int MERCHANTS = 48;
    private static final int CATEGORIES = 24;

    private static final List<String> CHANNELS =
            Arrays.stream(Channel.values()).map(Channel::name).toList();

    private MerchantLayer() {}

    static Layer layer() {
        return Layer.of(
                "merchant",
                "the retailer: channel, category, whether the account shops there, its trade and its known frauds",
                new MerchantLayer(),
                new TradeMemory());
    }

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Shopping> codec() {
        return Shopping.CODEC;
    }

    @Override
    public Shopping initial() {
        return Shopping.NONE;
    }

    @Override
    public List<Feature<Shopping>> features() {
        List<Feature<Shopping>> features = new ArrayList<>(List.of(
                Feature.of(
                        "present",
                        "the payment names a merchant",
                        Unit.FLAG,
                        (tx, f, b) -> Scale.flag(tx.merchant() != null)),
                Feature.maybe(
                        "new",
                        "a merchant the account never paid",
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b.merchants(), id(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first bought there",
                        Unit.DAYS,
                        (tx, f, b) -> Novelty.knownForDays(tx, b.merchants(), id(tx))),
                Feature.maybe(
                        "last_met_days",
                        "time since the account last bought there",
                        Unit.DAYS,
                        (tx, f, b) -> Novelty.lastMetDays(tx, b.merchants(), id(tx))),
                Feature.of(
                        "visits",
                        "times the account bought there",
                        Unit.COUNT,
                        (tx, f, b) -> visits(b.merchants(), id(tx))),
                Feature.maybe(
                        "category_new",
                        "a merchant category the account never bought in",
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b.categories(), mcc(tx))),
                Feature.of(
                        "category_visits",
                        "times the account bought in this category",
                        Unit.COUNT,
                        (tx, f, b) -> visits(b.categories(), mcc(tx))),
                Feature.maybe(
                        "risky", "a merchant category that fraud teams watch", Unit.FLAG, (tx, f, b) -> risky(tx)),
                Feature.of(
                        "channel_new",
                        "a channel the account never used",
                        Unit.FLAG,
                        (tx, f, b) -> Scale.flag(!b.channels().has(tx.channel().name())))));
        for (Channel channel : Channel.values()) {
            features.add(Feature.of(
                    lower(channel),
                    "paid by " + words(channel),
                    Unit.FLAG,
                    (tx, f, b) -> Scale.flag(tx.channel() == channel)));
        }
        for (MerchantCategory category : MerchantCategory.values()) {
            features.add(Feature.of(
                    "is_" + lower(category),
                    "a merchant of the category " + words(category),
                    Unit.FLAG,
                    (tx, f, b) -> Scale.flag(category(tx) == category)));
        }
        return List.copyOf(features);
    }

    @Override
    public Shopping fold(Shopping before, Transaction transaction, Facts facts) {
        String id = id(transaction);
        String mcc = mcc(transaction);
        long at = transaction.atMs();
        return new Shopping(
                id == null ? before.merchants() : before.merchants().plus(id, at, MERCHANTS),
                mcc == null ? before.categories() : before.categories().plus(mcc, at, CATEGORIES),
                before.channels().plus(transaction.channel().name(), at, Channel.values().length));
    }

    @Override
    public Usual usual(Shopping before, Transaction transaction, Facts facts, Usual told) {
        return told.withChannel(
                Novelty.most(before.channels(), transaction.channel().name(), CHANNELS));
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
        return mcc == null ? Feature.UNKNOWN : Scale.flag(MerchantCategories.isRisky(mcc));
    }

    private static double visits(Seen seen, @Nullable String value) {
        return value == null ? 0 : Scale.log(seen.count(value));
    }

    private static String words(Enum<?> constant) {
        return lower(constant).replace('_', ' ');
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
