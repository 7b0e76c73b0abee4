package io.nacre.reference;

import com.maxmind.db.DatabaseRecord;
import com.maxmind.db.InvalidNetworkException;
import com.maxmind.db.Networks;
import io.nacre.reference.ip.IpRange;
import io.nacre.reference.mmdb.MmdbRecord;
import io.nacre.reference.mmdb.MmdbWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds a database with country, hosting, VPN and Tor from public lists. */
public final class IpDatabaseBuilder {

    /** The attribution that must be displayed if country lists in Tor's format were used. */
    public static final String COUNTRY_ATTRIBUTION =
            "Countries by IPFire Location (https://location.ipfire.org), licence CC BY-SA 4.0.";

    private static final String TYPE = "Nacre-IP";

    private final MmdbWriter writer;
    private final Map<String, Long> counts = new HashMap<>();

    private IpDatabaseBuilder(MmdbWriter writer) {
        this.writer = writer;
    }

    /**
     * The number of ranges in a database.
     *
     * @param networks copied from an .mmdb file
     * @param countries ranges with a country
     * @param withoutCountry ranges skipped because their list has no country for them
     */
    public record Report(long networks, long countries, long withoutCountry, long hosting, long vpn, long tor) {}

    /**
     * Writes the database, and replaces an older one only when it is complete. The same sources give the same bytes.
     *
     * @throws IOException with file, line and remedy if a source cannot be read
     */
    public static Report build(IpDatabaseSources sources, Path out) throws IOException {
        Path unfinished = out.resolveSibling(out.getFileName() + ".unfinished");
        Report report;
        if (sources.database() != null && sources.isOnlyDatabase()) {
            report = copy(sources.database(), unfinished);
        } else {
            IpDatabaseBuilder builder = new IpDatabaseBuilder(writer(sources));
            builder.read(sources);
            builder.writer.writeTo(unfinished);
            report = builder.report();
        }
        IpDatabase.open(unfinished.toString()).close();
        Files.move(unfinished, out, StandardCopyOption.REPLACE_EXISTING);
        return report;
    }

    private static Report copy(Path database, Path to) throws IOException {
        IpDatabase.open(database.toString()).close();
        Files.copy(database, to, StandardCopyOption.REPLACE_EXISTING);
        return new Report(0, 0, 0, 0, 0, 0);
    }

    /** Uses the age of the newest source as the build time. */
    private static MmdbWriter writer(IpDatabaseSources sources) throws IOException {
        String credit = sources.countries().isEmpty() ? "" : " " + COUNTRY_ATTRIBUTION;
        String base = sources.database() == null
                ? ""
                : " Based on " + sources.database().getFileName() + ".";
        long newestSeconds = 0;
        for (Path file : files(sources)) {
            if (Files.isReadable(file)) {
                newestSeconds =
                        Math.max(newestSeconds, Files.getLastModifiedTime(file).toMillis() / 1000);
            }
        }
        return new MmdbWriter(TYPE, "Country, hosting, VPN and Tor of IP addresses." + base + credit, newestSeconds);
    }

    private static List<Path> files(IpDatabaseSources sources) {
        Stream<Path> lists = Stream.of(sources.countries(), sources.hosting(), sources.vpn(), sources.tor())
                .flatMap(List::stream);
        return Stream.concat(Stream.ofNullable(sources.database()), lists).toList();
    }

    private void read(IpDatabaseSources sources) throws IOException {
        if (sources.database() != null) {
            addDatabase(sources.database());
        }
        for (Path file : sources.countries()) {
            IpRangeListReader.readCountries(file, this::putCountry);
        }
        flag("is_hosting_provider", sources.hosting());
        flag("is_anonymous_vpn", sources.vpn());
        flag("is_tor_exit_node", sources.tor());
    }

    private void addDatabase(Path database) throws IOException {
        try (IpDatabase base = IpDatabase.open(database.toString())) {
            Networks<MmdbRecord> networks = base.reader().networks(MmdbRecord.class);
            while (networks.hasNext()) {
                DatabaseRecord<MmdbRecord> network = networks.next();
                Map<String, Object> facts = network.data().facts();
                if (!facts.isEmpty()) {
                    String address = network.network().networkAddress().getHostAddress();
                    put("networks", IpRange.of(address + "/" + network.network().prefixLength()), facts);
                }
            }
        } catch (InvalidNetworkException | RuntimeException | StackOverflowError e) {
            throw new IOException("IP database " + database + " is damaged: download it again", e);
        }
    }

    private void putCountry(IpRange range, String code) {
        if (Countries.isKnown(code)) {
            put("countries", range, Map.of("country", Map.of("iso_code", code)));
        } else {
            counts.merge("withoutCountry", 1L, Long::sum);
        }
    }

    private void flag(String name, List<Path> lists) throws IOException {
        for (Path list : lists) {
            IpRangeListReader.readList(list, range -> put(name, range, Map.of(name, true)));
        }
    }

    private void put(String counter, IpRange range, Map<String, Object> facts) {
        writer.put(range, facts);
        counts.merge(counter, 1L, Long::sum);
    }

    private Report report() {
        return new Report(
                count("networks"),
                count("countries"),
                count("withoutCountry"),
                count("is_hosting_provider"),
                count("is_anonymous_vpn"),
                count("is_tor_exit_node"));
    }

    private long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
