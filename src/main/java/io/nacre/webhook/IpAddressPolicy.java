package io.nacre.webhook;

import io.nacre.reference.ip.IpAddresses;
import io.nacre.reference.ip.IpRange;
import java.net.InetAddress;

/** Which IP addresses an endpoint may have. Someone who controls a host name chooses its IP addresses. */
enum IpAddressPolicy {
    /** Public ones only. */
    PUBLIC,
    /** Public ones, those of private networks, and loopback; none that is link-local, multicast or reserved. */
    PRIVATE,
    /** Loopback only, for plain HTTP. */
    LOOPBACK;

    private static final IpRange LOOPBACK_IPV4 = IpRange.of("127.0.0.0/8");
    private static final String LOOPBACK_IPV6 = "::1";

    /** All that IANA has allocated; any other IPv6 address is special. */
    private static final IpRange GLOBAL_UNICAST = IpRange.of("2000::/3");

    /** Whether the IP address, or the IPv4 address that it embeds, is allowed. */
    boolean accepts(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        String canonical = IpAddresses.canonical(scope < 0 ? text : text.substring(0, scope));
        return canonical != null
                && switch (this) {
                    case PUBLIC -> isPublic(canonical);
                    case PRIVATE ->
                        isPublic(canonical)
                                || isLoopback(canonical)
                                || IpAddresses.kindOf(canonical) == IpAddresses.Kind.PRIVATE;
                    case LOOPBACK -> isLoopback(canonical);
                };
    }

    private static boolean isPublic(String canonical) {
        boolean allocated = canonical.indexOf(':') < 0 || GLOBAL_UNICAST.contains(IpRange.of(canonical));
        return allocated && IpAddresses.kindOf(canonical) == IpAddresses.Kind.PUBLIC;
    }

    private static boolean isLoopback(String canonical) {
        return canonical.equals(LOOPBACK_IPV6) || LOOPBACK_IPV4.contains(IpRange.of(canonical));
    }
}
