package io.nacre.feature;

import static io.nacre.profile.Windows.DAY_MS;

import io.nacre.payment.Transaction;
import io.nacre.profile.Codec;
import io.nacre.profile.Seen;
import io.nacre.profile.Sources;
import io.nacre.reference.Countries;
import io.nacre.reference.IpFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the payment comes from: what the address is, and whether this account uses it. */
final class IpLayer implements Memory<Sources> {

    private static final int NETWORKS = 32;
    private static final int COUNTRIES = 8;
    private static final int OPERATORS = 8;

    private IpLayer() {}

    static Layer layer() {
        return Layer.of(
                "ip",
                "the address: what it is, whether the account uses it, who else does, there and around it",
                new IpLayer(),
                new AddressMemory(),
                new BlockMemory());
    }

    @Override
    public Key key() {
        return Key.ACCOUNT;
    }

    @Override
    public Codec<Sources> codec() {
        return Sources.CODEC;
    }

    @Override
    public Sources initial() {
        return Sources.NONE;
    }

    @Override
    public List<Feature<Sources>> features() {
        return List.of(
                Feature.maybe(
                        "new",
                        "an IP address the account never used",
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b.networks(), network(tx))),
                Feature.maybe(
                        "known_for_days",
                        "time since the account first used the IP address",
                        Unit.DAYS,
                        (tx, f, b) -> Novelty.knownForDays(tx, b.networks(), network(tx))),
                Feature.of(
                        "distinct_24h",
                        "IP addresses of the account in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> distinct(tx, b.networks(), DAY_MS)),
                Feature.of(
                        "distinct_30d",
                        "IP addresses of the account in 30 days",
                        Unit.COUNT,
                        (tx, f, b) -> distinct(tx, b.networks(), 30 * DAY_MS)),
                Feature.maybe(
                        "country_new",
                        "a country the account never paid from",
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b.countries(), country(f))),
                Feature.of(
                        "countries_24h",
                        "countries the account paid from in 24 h",
                        Unit.COUNT,
                        (tx, f, b) -> distinct(tx, b.countries(), DAY_MS)),
                Feature.maybe(
                        "operator_new",
                        "a network operator the account never paid from",
                        Unit.FLAG,
                        (tx, f, b) -> Novelty.isNew(b.operators(), operator(f))),
                Feature.maybe(
                        "hosting",
                        "the IP address belongs to a data centre",
                        Unit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().hosting())),
                Feature.maybe(
                        "vpn",
                        "the IP address belongs to a commercial VPN",
                        Unit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().vpn())),
                Feature.maybe(
                        "tor",
                        "the IP address belongs to the Tor network",
                        Unit.FLAG,
                        (tx, facts, b) -> flag(facts.ip().tor())),
                Feature.maybe(
                        "anonymous",
                        "the IP address hides the payer: a data centre, a VPN or Tor",
                        Unit.FLAG,
                        (tx, facts, b) -> anonymous(facts.ip())));
    }

    @Override
    public Sources fold(Sources before, Transaction transaction, Facts facts) {
        String network = network(transaction);
        String country = country(facts);
        String operator = operator(facts);
        long at = transaction.atMs();
        return new Sources(
                network == null ? before.networks() : before.networks().plus(network, at, NETWORKS),
                country == null ? before.countries() : before.countries().plus(country, at, COUNTRIES),
                operator == null ? before.operators() : before.operators().plus(operator, at, OPERATORS));
    }

    @Override
    public Usual usual(Sources before, Transaction transaction, Facts facts, Usual told) {
        return told.withIpCountry(Novelty.most(before.countries(), country(facts), Countries.codes()));
    }

    private static @Nullable String network(Transaction tx) {
        return Keys.network(tx.ip());
    }

    private static @Nullable String country(Facts facts) {
        return facts.ip().country();
    }

    private static @Nullable String operator(Facts facts) {
        Long asn = facts.ip().asn();
        return asn == null ? null : asn.toString();
    }

    private static double distinct(Transaction tx, Seen seen, long spanMs) {
        return Scale.log(seen.distinct(tx.atMs(), spanMs));
    }

    private static double flag(@Nullable Boolean known) {
        return known == null ? Feature.UNKNOWN : Scale.flag(known);
    }

    private static double anonymous(IpFacts ip) {
        return ip.anonymityKnown() ? Scale.flag(ip.anonymises()) : Feature.UNKNOWN;
    }
}
