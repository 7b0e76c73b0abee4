package io.nacre.reference;

import org.jspecify.annotations.Nullable;

/**
 * The facts about an IP address; null if no database has the fact.
 *
 * @param country ISO 3166-1 alpha-2
 * @param asn number of the autonomous system of the address
 * @param hosting the address belongs to a data centre
 * @param vpn the address anonymises its users: a VPN, a public or residential proxy, a relay
 * @param tor the address is a Tor exit
 */
public record IpFacts(
        @Nullable String country,
        @Nullable Long asn,
        @Nullable Boolean hosting,
        @Nullable Boolean vpn,
        @Nullable Boolean tor) {

    public static final IpFacts UNKNOWN = new IpFacts(null, null, null, null, null);

    /** Whether a database marks the address as anonymising. */
    public boolean anonymises() {
        return Boolean.TRUE.equals(hosting) || Boolean.TRUE.equals(vpn) || Boolean.TRUE.equals(tor);
    }

    /** Whether a database has data about anonymising addresses. */
    public boolean anonymityKnown() {
        return hosting != null || vpn != null || tor != null;
    }
}
