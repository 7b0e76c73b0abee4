package io.nacre.reference;

import com.maxmind.db.CHMCache;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import com.maxmind.db.Reader;
import io.nacre.reference.ip.IpAddresses;
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

/** An open .mmdb file. */
final class IpDatabase implements AutoCloseable {

    /** Addresses that are looked up when opening, to detect a damaged file before the first transaction. */
    private static final List<String> PROBES = List.of("1.1.1.1", "81.2.69.142", "193.0.6.139", "2001:4860:4860::8888");

    /** Networks that are read to describe a file's content in an error message. */
    private static final int NETWORKS_NAMED = 1_000;

    /** A file type that contains only residential proxies, without a flag for them. */
    private static final String RESIDENTIAL_PROXIES = "Residential-Proxy";

    private final String path;
    private final Reader reader;
    private final boolean residentialProxies;

    private IpDatabase(String path, Reader reader) {
        this.path = path;
        this.reader = reader;
        this.residentialProxies = reader.getMetadata().databaseType().contains(RESIDENTIAL_PROXIES);
    }

    /** Reads the file into memory. A mapped file that is replaced in place would crash the process. */
    static IpDatabase open(String path) throws IOException {
        if (!Files.isReadable(Path.of(path))) {
            throw new IOException(
                    "IP database " + path + " is missing or not readable: check the path, or remove the option");
        }
        return of(path, Files.readAllBytes(Path.of(path)));
    }

    /** Opens the bytes of a file. */
    static IpDatabase of(String path, byte[] file) throws IOException {
        try {
            MmdbValidator.check(file);
            Reader reader = new Reader(new ByteArrayInputStream(file), new CHMCache());
            for (String probe : PROBES) {
                reader.get(IpAddresses.parse(probe), MmdbRecord.class);
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

    /** The entry of the address; {@link MmdbRecord#EMPTY} if there is none. */
    MmdbRecord entry(InetAddress address) throws IOException {
        MmdbRecord entry = reader.get(address, MmdbRecord.class);
        return entry == null ? MmdbRecord.EMPTY : whole(entry);
    }

    /** Rejects a file without this kind of data for any address. */
    void require(IpDatabaseKind part) throws IOException {
        try {
            Networks<MmdbRecord> networks = reader.networks(MmdbRecord.class);
            while (networks.hasNext()) {
                if (part.matches(whole(networks.next().data()))) {
                    return;
                }
            }
            throw new IOException("IP database " + path + " has no data for " + part.option() + ": no entry has "
                    + part.fields() + ". Its type is " + reader.getMetadata().databaseType() + ", and its fields are "
                    + fields() + "; use a file with these fields, or remove the option");
        } catch (InvalidNetworkException | RuntimeException | StackOverflowError e) {
            throw damaged(path, e);
        }
    }

    private MmdbRecord whole(MmdbRecord entry) {
        return residentialProxies
                ? new MmdbRecord(entry.countryCode(), entry.asn(), entry.hosting(), true, entry.tor())
                : entry;
    }

    /** The field names of its first entries. */
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
                "IP database " + path + " is damaged or not an .mmdb file (" + cause.getMessage()
                        + "): download or build it again",
                cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
