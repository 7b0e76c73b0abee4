package io.nacre.feature.layer;

import static io.nacre.payment.Channel.CARD_PRESENT;
import static io.nacre.payment.Channel.CASH;

import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.UsualValues;
import io.nacre.payment.AccountProfile;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Merchant;
import io.nacre.payment.Millis;
import io.nacre.payment.Transaction;
import io.nacre.profile.LastLocation;
import io.nacre.profile.LocationStats;
import io.nacre.profile.StateCodec;
import io.nacre.reference.Countries;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The payer's location, compared with the previous one and with home, and whether the countries match.
 *
 * <p>The payer's location is the one that the platform sends, or the point of sale if the card is present. An IP
 * address may belong to a VPN, and the address of an online shop is not the payer's. Both are used only to compare
 * countries. A {@linkplain GeoPoint#isPlaceholder placeholder} location, such as 0, 0, counts as unknown.
 */
final class GeoLayer implements Memory<LocationStats> {

    /** Faster than an airliner, door to door. */
    private static final double IMPOSSIBLE_KMH = 900;

    /** Locations closer than this, in km, are too imprecise for a speed. */
    private static final double COARSE_KM = 100;

    /** The minimum duration for a speed, because clocks differ. */
    private static final double SHORTEST_HOURS = 1 / 60.0;

    private static final int COUNTRIES = 16;

    private GeoLayer() {}

    static Layer layer() {
        return Layer.of(
                "geo",
                "the payer's location, compared with the last one and with home; whether the countries match",
                new GeoLayer());
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<LocationStats> codec() {
        return LocationStats.CODEC;
    }

    @Override
    public LocationStats initial() {
        return LocationStats.NONE;
    }

    @Override
    public List<Feature<LocationStats>> features() {
        return List.of(
                Feature.maybe(
                        "from_home_km",
                        "distance from the payer to the account's home",
                        FeatureUnit.KILOMETRES,
                        (tx, f, b) -> log(fromHomeKm(payerLocation(tx, f), f, b))),
                Feature.maybe(
                        "from_last_km",
                        "distance from the payer to the account's last location",
                        FeatureUnit.KILOMETRES,
                        (tx, f, b) -> log(fromLastKm(payerLocation(tx, f), b))),
                Feature.maybe(
                        "speed_kmh",
                        "speed from the account's last location to the payer",
                        FeatureUnit.KILOMETRES_PER_HOUR,
                        (tx, f, b) -> log(speedKmh(tx, f, b))),
                Feature.maybe(
                        "impossible",
                        "faster than an airliner since the account's last location",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> impossible(tx, f, b)),
                Feature.maybe(
                        "merchant_km",
                        "distance from the merchant to the account's home",
                        FeatureUnit.KILOMETRES,
                        (tx, f, b) -> log(fromHomeKm(f.merchantLocation(), f, b))),
                Feature.maybe(
                        "ip_abroad",
                        "the IP address is not in the home country",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> differ(f.ip().country(), home(f))),
                Feature.maybe(
                        "merchant_abroad",
                        "the merchant is not in the home country",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> differ(shop(tx), home(f))),
                Feature.maybe(
                        "ip_not_merchant",
                        "the IP address is not in the merchant's country",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> differ(f.ip().country(), shop(tx))),
                Feature.maybe(
                        "country_new",
                        "a merchant country the account never paid in",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.countries(), shop(tx))));
    }

    @Override
    public LocationStats fold(LocationStats before, Transaction transaction, Facts facts) {
        GeoPoint payer = payerLocation(transaction, facts);
        String country = shop(transaction);
        long at = transaction.eventTimeMs();
        return new LocationStats(
                payer == null ? before.whereabouts() : before.whereabouts().plus(payer, at),
                country == null ? before.countries() : before.countries().plus(country, at, COUNTRIES));
    }

    @Override
    public UsualValues usual(LocationStats before, Transaction transaction, Facts facts, UsualValues soFar) {
        return soFar.withShopCountry(NoveltyFeatures.most(before.countries(), shop(transaction), Countries.codes()));
    }

    /** The location that the platform sent, else the point of sale if a card is present or cash is paid. */
    private static @Nullable GeoPoint payerLocation(Transaction tx, Facts facts) {
        GeoPoint stated = measured(tx.payerLocation());
        if (stated != null) {
            return stated;
        }
        return tx.channel() == CARD_PRESENT || tx.channel() == CASH ? facts.merchantLocation() : null;
    }

    private static @Nullable GeoPoint measured(@Nullable GeoPoint place) {
        return place == null || place.isPlaceholder() ? null : place;
    }

    private static double fromHomeKm(@Nullable GeoPoint place, Facts facts, LocationStats before) {
        AccountProfile profile = facts.profile();
        GeoPoint stated = profile == null ? null : measured(profile.home());
        GeoPoint home = stated == null ? before.whereabouts().usual() : stated;
        return place == null || home == null ? Feature.UNKNOWN : place.distanceKm(home);
    }

    private static double fromLastKm(@Nullable GeoPoint place, LocationStats before) {
        GeoPoint last = before.whereabouts().last();
        return place == null || last == null ? Feature.UNKNOWN : place.distanceKm(last);
    }

    private static double speedKmh(Transaction tx, Facts facts, LocationStats before) {
        LastLocation lastLocation = before.whereabouts();
        double hours = Math.abs(tx.eventTimeMs() - lastLocation.lastMs()) / (double) Millis.HOUR_MS;
        return fromLastKm(payerLocation(tx, facts), before) / Math.max(SHORTEST_HOURS, hours);
    }

    private static double impossible(Transaction tx, Facts facts, LocationStats before) {
        double km = fromLastKm(payerLocation(tx, facts), before);
        return Double.isNaN(km)
                ? Feature.UNKNOWN
                : FeatureScale.flag(km > COARSE_KM && speedKmh(tx, facts, before) > IMPOSSIBLE_KMH);
    }

    private static double log(double value) {
        return Double.isNaN(value) ? Feature.UNKNOWN : FeatureScale.log(value);
    }

    private static @Nullable String home(Facts facts) {
        return facts.profile() == null ? null : facts.profile().homeCountry();
    }

    private static @Nullable String shop(Transaction tx) {
        Merchant merchant = tx.merchant();
        return merchant == null ? null : merchant.country();
    }

    private static double differ(@Nullable String one, @Nullable String other) {
        return one == null || other == null ? Feature.UNKNOWN : FeatureScale.flag(!one.equals(other));
    }
}
