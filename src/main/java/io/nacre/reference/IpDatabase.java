package io.nacre.reference;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import io.nacre.reference.ip.IpAddress;
import io.nacre.reference.mmdb.MmdbRecord;
import io.nacre.reference.mmdb.MmdbValidator;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One opened .mmdb file. */
final class IpDatabase implements AutoCloseable {

    /** Read once at opening, so that a damaged tree or data section shows before the first payment. */
    private static final List<String> PROBES = List.of("1.1.1.1", "81.2.69.142", "193.0.6.139", "2001:4860:4860::8888");

    /** So many networks tell what a file holds, where that must be said. */
    private static final int NETWORKS_NAMED = 1_000;

    /** This file has only the addresses of residential proxies, and no flag that says so. */
    private static final String RESIDENTIAL_PROXIES = "Residential-Proxy";

    private final String path;
    private final Reader reader;
    private final boolean residentialProxies;

    private IpDatabase(String path, Reader reader) {
        this.path = path;
        this.reader = reader;
        this.residentialProxies = reader.getMetadata().databaseType().contains(RESIDENTIAL_PROXIES);
    }

    /** Reads the file into memory: one that is replaced in place while mapped would kill the process. */
    static IpDatabase open(String path) throws IOException {
        if (!Files.isReadable(Path.of(path))) {
            throw new IOException(
                    "IP database " + path + " is missing or not readable; check the path, or leave it out");
        }
        return of(path, Files.readAllBytes(Path.of(path)));
    }

    /** The same of a file's bytes. */
    static IpDatabase of(String path, byte[] file) throws IOException {
        try {
            MmdbValidator.check(file);
            Reader reader = new Reader(new ByteArrayInputStream(file), new CHMCache());
            for (String probe : PROBES) {
                reader.get(IpAddress.parse(probe), MmdbRecord.class);
            }
            return new IpDatabase(path, reader);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw damaged(path, e);
        }
    }

    boolean isAt(@Nullable String otherPath) {
        return path.equals(otherPath);
    }

    Reader reader() {
        return reader;
    }

    /** The entry that covers the address; {@link MmdbRecord#EMPTY} where there is none. */
    MmdbRecord entry(InetAddress address) throws IOException {
        MmdbRecord entry = reader.get(address, MmdbRecord.class);
        return entry == null ? MmdbRecord.EMPTY : whole(entry);
    }

    /** Refuses a file that says nothing of the kind about any address. */
    void require(IpDatabaseKind part) throws IOException {
        try {
            Networks<MmdbRecord> networks = reader.networks(MmdbRecord.class);
            while (networks.hasNext()) {
                if (part.isAnsweredBy(whole(networks.next().data()))) {
                    return;
                }
            }
            throw new IOException("IP database " + path + " does not answer " + part.option() + ": no entry has "
                    + part.fields() + ". It is of type " + reader.getMetadata().databaseType() + " and holds "
                    + fields() + "; give a file that has them, or leave the option out");
        } catch (InvalidNetworkException | RuntimeException | StackOverflowError e) {
            throw damaged(path, e);
        }
    }

    private MmdbRecord whole(MmdbRecord entry) {
        return residentialProxies
                ? new MmdbRecord(entry.countryCode(), entry.asn(), entry.hosting(), true, entry.tor())
                : entry;
    }

    /** The names of what its first entries hold. */
    private String fields() throws InvalidNetworkException, IOException {
        SortedSet<String> names = new TreeSet<>();
        Networks<Object> networks = reader.networks(Object.class);
        for (int i = 0; i < NETWORKS_NAMED && networks.hasNext(); i++) {
            if (networks.next().data() instanceof Map<?, ?> fields) {
                fields.keySet().forEach(name -> names.add((String) name));
            }
        }
        return names.isEmpty() ? "nothing" : String.join(", ", names);
    }

    private static IOException damaged(String path, Throwable cause) {
        return new IOException(
                "IP database " + path + " is damaged or no .mmdb file (" + cause.getMessage()
                        + "); download or build it again",
                cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
