package io.nacre.reference;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sources of an IP database.
 *
 * @param database the base .mmdb file, such as GeoLite2-Country
 * @param countries lists of country ranges in Tor's format
 * @param hosting lists of data-centre addresses
 * @param vpn lists of exit addresses of commercial VPNs
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
