package io.nacre.reference;

import org.jspecify.annotations.Nullable;

/**
 * What the ranges say of an IP address; null means that no database answered.
 *
 * @param country ISO 3166-1 alpha-2
 * @param asn number of the autonomous system that announces the address
 * @param hosting the address belongs to a data centre
 * @param vpn the address hides who is behind it: a VPN, a public or residential proxy, a relay
 * @param tor the address is a Tor exit
 */
public record IpFacts(
        @Nullable String country,
        @Nullable Long asn,
        @Nullable Boolean hosting,
        @Nullable Boolean vpn,
        @Nullable Boolean tor) {

    public static final IpFacts UNKNOWN = new IpFacts(null, null, null, null, null);

    /** True where a database says that the address hides who is behind it. */
    public boolean anonymises() {
        return Boolean.TRUE.equals(hosting) || Boolean.TRUE.equals(vpn) || Boolean.TRUE.equals(tor);
    }

    /** True where some database knows which addresses anonymise. */
    public boolean anonymityKnown() {
        return hosting != null || vpn != null || tor != null;
    }
}
