package io.nacre.feature.layer;

import static io.nacre.payment.Millis.DAY_MS;

import io.nacre.feature.EntityKeys;
import io.nacre.feature.EntityType;
import io.nacre.feature.Facts;
import io.nacre.feature.Feature;
import io.nacre.feature.FeatureScale;
import io.nacre.feature.FeatureUnit;
import io.nacre.feature.Layer;
import io.nacre.feature.Memory;
import io.nacre.feature.UsualValues;
import io.nacre.payment.Transaction;
import io.nacre.profile.AccountNetworkStats;
import io.nacre.profile.RecentValues;
import io.nacre.profile.StateCodec;
import io.nacre.reference.Countries;
import io.nacre.reference.IpFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The IP address: its type, and whether the account used it before. */
final class IpLayer implements Memory<AccountNetworkStats> {

    private static final int NETWORKS = 32;
    private static final int COUNTRIES = 8;
    private static final int OPERATORS = 8;

    private IpLayer() {}

    static Layer layer() {
        return Layer.of(
                "ip",
                "the IP address and its subnet: their type, whether the account used them before, who else uses them",
                new IpLayer(),
                new IpMemory(),
                new SubnetMemory());
    }

    @Override
    public EntityType key() {
        return EntityType.ACCOUNT;
    }

    @Override
    public StateCodec<AccountNetworkStats> codec() {
        return AccountNetworkStats.CODEC;
    }

    @Override
    public AccountNetworkStats initial() {
        return AccountNetworkStats.NONE;
    }

    @Override
    public List<Feature<AccountNetworkStats>> features() {
        return List.of(
                Feature.maybe(
                        "new",
                        "an IP address the account never used",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.networks(), network(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first used the IP address",
                        FeatureUnit.DAYS,
                        (tx, f, b) -> NoveltyFeatures.knownForDays(tx, b.networks(), network(tx))),
                Feature.of(
                        "distinct_24h",
                        "IP addresses of the account in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> distinct(tx, b.networks(), DAY_MS)),
                Feature.of(
                        "distinct_30d",
                        "IP addresses of the account in 30 days",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> distinct(tx, b.networks(), 30 * DAY_MS)),
                Feature.maybe(
                        "country_new",
                        "a country the account never paid from",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.countries(), country(f))),
                Feature.of(
                        "countries_24h",
                        "countries the account paid from in 24 h",
                        FeatureUnit.COUNT,
                        (tx, f, b) -> distinct(tx, b.countries(), DAY_MS)),
                Feature.maybe(
                        "operator_new",
                        "a network operator the account never paid from",
                        FeatureUnit.FLAG,
                        (tx, f, b) -> NoveltyFeatures.isNew(b.operators(), operator(f))),
                Feature.maybe(
                        "hosting",
                        "the IP address belongs to a data centre",
                        FeatureUnit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().hosting())),
                Feature.maybe(
                        "vpn",
                        "the IP address belongs to a commercial VPN",
                        FeatureUnit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().vpn())),
                Feature.maybe(
                        "tor",
                        "the IP address belongs to the Tor network",
                        FeatureUnit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().tor())),
                Feature.maybe(
                        "anonymous",
                        "the IP address hides the payer: a data centre, a VPN or Tor",
                        FeatureUnit.FLAG,
                        (tx, facts, b) -> anonymous(facts.ip())));
    }

    @Override
    public AccountNetworkStats fold(AccountNetworkStats before, Transaction transaction, Facts facts) {
        String network = network(transaction);
        String country = country(facts);
        String operator = operator(facts);
        long at = transaction.eventTimeMs();
        return new AccountNetworkStats(
                network == null ? before.networks() : before.networks().plus(network, at, NETWORKS),
                country == null ? before.countries() : before.countries().plus(country, at, COUNTRIES),
                operator == null ? before.operators() : before.operators().plus(operator, at, OPERATORS));
    }

    @Override
    public UsualValues usual(AccountNetworkStats before, Transaction transaction, Facts facts, UsualValues soFar) {
        return soFar.withIpCountry(NoveltyFeatures.most(before.countries(), country(facts), Countries.codes()));
    }

    private static @Nullable String network(Transaction tx) {
        return EntityKeys.network(tx.ip());
    }

    private static @Nullable String country(Facts facts) {
        return facts.ip().country();
    }

    private static @Nullable String operator(Facts facts) {
        Long asn = facts.ip().asn();
        return asn == null ? null : asn.toString();
    }

    private static double distinct(Transaction tx, RecentValues recentValues, long spanMs) {
        return FeatureScale.log(recentValues.distinct(tx.eventTimeMs(), spanMs));
    }

    private static double flag(@Nullable Boolean value) {
        return value == null ? Feature.UNKNOWN : FeatureScale.flag(value);
    }

    private static double anonymous(IpFacts ip) {
        return ip.anonymityKnown() ? FeatureScale.flag(ip.anonymises()) : Feature.UNKNOWN;
    }
}
