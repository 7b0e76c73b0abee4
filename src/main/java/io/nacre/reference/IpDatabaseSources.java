package io.nacre.reference;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a database of IP ranges is built from.
 *
 * @param database an .mmdb file to begin with, such as GeoLite2-Country
 * @param countries lists of country ranges as Tor publishes them
 * @param hosting lists of the addresses of data centres
 * @param vpn lists of the addresses commercial VPNs leave from
 * @param tor lists of Tor exits
 */
public record IpDatabaseSources(
        @Nullable Path database, List<Path> countries, List<Path> hosting, List<Path> vpn, List<Path> tor) {

    public IpDatabaseSources {
        countries = List.copyOf(countries);
        hosting = List.copyOf(hosting);
        vpn = List.copyOf(vpn);
        tor = List.copyOf(tor);
    }

    boolean isOnlyDatabase() {
        return countries.isEmpty() && hosting.isEmpty() && vpn.isEmpty() && tor.isEmpty();
    }
}
