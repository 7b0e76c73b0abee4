package io.nacre.reference;

import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.PrivateAddressPolicy;
import io.nacre.reference.mmdb.MmdbRecord;
import java.io.IOException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** The open IP databases. Thread-safe; open one instance per process. */
public final class IpDatabases implements AutoCloseable {

    private final @Nullable IpDatabase country;
    private final @Nullable IpDatabase asn;
    private final @Nullable IpDatabase anonymous;
    private final PrivateAddressPolicy privateAddressPolicy;

    private IpDatabases(
            @Nullable IpDatabase country,
            @Nullable IpDatabase asn,
            @Nullable IpDatabase anonymous,
            PrivateAddressPolicy privateAddressPolicy) {
        this.country = country;
        this.asn = asn;
        this.anonymous = anonymous;
        this.privateAddressPolicy = privateAddressPolicy;
    }

    /** Without any database. */
    public static IpDatabases none() {
        return new IpDatabases(null, null, null, PrivateAddressPolicy.KNOWN);
    }

    /**
     * Opens the configured files. Throws with path and remedy if one is missing or damaged, or has no data of its kind.
     */
    public static IpDatabases open(IpDatabaseConfig files) throws IOException {
        IpDatabase country = open(files.country(), null, null);
        IpDatabase asn = open(files.asn(), country, null);
        IpDatabase anonymous = open(files.anonymous(), country, asn);
        require(country, IpDatabaseKind.COUNTRY);
        require(asn, IpDatabaseKind.NETWORK);
        require(anonymous, IpDatabaseKind.ANONYMITY);
        return new IpDatabases(country, asn, anonymous, files.privateAddresses());
    }

    private static void require(@Nullable IpDatabase database, IpDatabaseKind part) throws IOException {
        if (database != null) {
            database.require(part);
        }
    }

    public PrivateAddressPolicy privateAddresses() {
        return privateAddressPolicy;
    }

    /** The facts about a canonical address. A fault in a file gives unknown facts, so that no transaction fails. */
    public IpFacts lookup(@Nullable String canonicalIp) {
        if (canonicalIp == null || (country == null && asn == null && anonymous == null)) {
            return IpFacts.UNKNOWN;
        }
        try {
            return facts(IpAddresses.parse(canonicalIp));
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return IpFacts.UNKNOWN;
        }
    }

    @Override
    public void close() throws IOException {
        for (IpDatabase database : new @Nullable IpDatabase[] {country, asn, anonymous}) {
            if (database != null) {
                database.close();
            }
        }
    }

    private IpFacts facts(InetAddress address) throws IOException {
        MmdbRecord place = country == null ? MmdbRecord.EMPTY : country.entry(address);
        MmdbRecord network = entry(asn, country, place, address);
        if (anonymous == null) {
            return new IpFacts(place.countryCode(), network.asn(), null, null, null);
        }
        MmdbRecord cloak = anonymous == asn ? network : entry(anonymous, country, place, address);
        return new IpFacts(
                place.countryCode(),
                network.asn(),
                isTrue(cloak.hosting()),
                isTrue(cloak.hidden()),
                isTrue(cloak.tor()));
    }

    /** Reads a file with two purposes only once. */
    private static MmdbRecord entry(
            @Nullable IpDatabase database, @Nullable IpDatabase alreadyRead, MmdbRecord entryRead, InetAddress address)
            throws IOException {
        if (database == null) {
            return MmdbRecord.EMPTY;
        }
        return database == alreadyRead ? entryRead : database.entry(address);
    }

    private static boolean isTrue(@Nullable Boolean flag) {
        return Boolean.TRUE.equals(flag);
    }

    private static @Nullable IpDatabase open(
            @Nullable String path, @Nullable IpDatabase first, @Nullable IpDatabase second) throws IOException {
        if (path == null) {
            return null;
        }
        if (first != null && first.isAt(path)) {
            return first;
        }
        return second != null && second.isAt(path) ? second : IpDatabase.open(path);
    }
}
