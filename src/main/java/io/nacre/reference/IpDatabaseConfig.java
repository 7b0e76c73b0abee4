package io.nacre.reference;

import static java.util.Objects.requireNonNull;

import io.nacre.reference.ip.PrivateAddressPolicy;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The paths of the IP databases (.mmdb), each optional, and the policy for private addresses. One file may be used for
 * several purposes.
 *
 * @param country a GeoLite2-Country or -City file, or a file built by Nacre
 * @param asn a GeoLite2-ASN file, or a file built by Nacre
 * @param anonymous a GeoIP2-Anonymous-IP file, or a file built by Nacre: hosting, VPN, proxies and Tor
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

    /** Private addresses count as the payers' addresses. */
    public IpDatabaseConfig(@Nullable String country, @Nullable String asn, @Nullable String anonymous) {
        this(country, asn, anonymous, PrivateAddressPolicy.KNOWN);
    }

    public IpDatabaseConfig with(PrivateAddressPolicy changed) {
        return new IpDatabaseConfig(country, asn, anonymous, changed);
    }

    /** Whether no file is configured. */
    public boolean isEmpty() {
        return country == null && asn == null && anonymous == null;
    }
}
