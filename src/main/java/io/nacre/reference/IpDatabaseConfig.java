package io.nacre.reference;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.ip.PrivateAddressPolicy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is known of addresses: paths of the databases of IP ranges (.mmdb), each optional, and how private ones count.
 * One file may play several parts.
 *
 * @param country a GeoLite2-Country or -City file, or one of our own
 * @param asn a GeoLite2-ASN file, or one of our own
 * @param anonymous a GeoIP2-Anonymous-IP file, or one of our own: hosting, VPN, proxies and Tor
 */
public record IpDatabaseConfig(
        @Nullable String country,
        @Nullable String asn,
        @Nullable String anonymous,
        PrivateAddressPolicy privateAddresses)
        implements Serializable {

    public static final IpDatabaseConfig NONE = new IpDatabaseConfig(null, null, null);

    public IpDatabaseConfig {
        requireNonNull(privateAddresses, "privateAddresses is null");
    }

    /** With private addresses that are the payers'. */
    public IpDatabaseConfig(@Nullable String country, @Nullable String asn, @Nullable String anonymous) {
        this(country, asn, anonymous, PrivateAddressPolicy.KNOWN);
    }

    public IpDatabaseConfig with(PrivateAddressPolicy changed) {
        return new IpDatabaseConfig(country, asn, anonymous, changed);
    }

    /** Whether no file is named. */
    public boolean isEmpty() {
        return country == null && asn == null && anonymous == null;
    }
}
