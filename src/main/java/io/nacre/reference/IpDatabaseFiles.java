package io.nacre.reference;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Paths of the databases of IP ranges (.mmdb), each optional; one file may play several parts.
 *
 * @param country a GeoLite2-Country or -City file, or one of our own
 * @param asn a GeoLite2-ASN file, or one of our own
 * @param anonymous a GeoIP2-Anonymous-IP file, or one of our own: hosting, VPN and Tor
 */
public record IpDatabaseFiles(
        @Nullable String country,
        @Nullable String asn,
        @Nullable String anonymous) implements Serializable {

    public static final IpDatabaseFiles NONE = new IpDatabaseFiles(null, null, null);
}
