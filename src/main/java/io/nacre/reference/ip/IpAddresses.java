package io.nacre.reference.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses literal IP addresses. It never resolves a host name, because decoding a record must not use the network. */
public final class IpAddresses {

    private static final int SUBSCRIBER_BYTES = 8;
    private static final int SITE_BYTES = 6;

    private IpAddresses() {}

    /** The kind of an IP address. */
    public enum Kind {
        /** A public address. */
        PUBLIC,
        /** A private address, which many networks use, or the gateway of a private network. */
        PRIVATE,
        /** A special-purpose address of IANA's registries: no payer can have it, so the address is unknown. */
        SPECIAL
    }

    private static final List<IpRange> PRIVATE =
            ranges("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");

    /** Unallocated, loopback, link-local, protocol assignments, documentation, benchmarking, multicast, reserved. */
    private static final List<IpRange> SPECIAL = ranges(
            "0.0.0.0/8",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "fe80::/10",
            "ff00::/8");

    /**
     * The canonical text (dotted quad, or RFC 5952), or null if the text is not a literal IPv4 or IPv6 address. An IPv6
     * address that embeds an IPv4 address (mapped, NAT64, 6to4, Teredo) is replaced by it. Otherwise an IPv4 payer
     * would have several addresses, and all payers of a translator would share one.
     */
    public static @Nullable String canonical(String text) {
        if (text.indexOf(':') < 0) {
            return IpAddressFormat.isQuad(text) ? text : null;
        }
        byte[] address = IpAddressFormat.read(text);
        return address == null ? null : IpAddressFormat.write(EmbeddedIpv4.extract(address));
    }

    /** The kind of a canonical address. */
    public static Kind kindOf(String canonical) {
        IpRange address = IpRange.of(canonical);
        if (isWithin(address, SPECIAL)) {
            return Kind.SPECIAL;
        }
        return isWithin(address, PRIVATE) ? Kind.PRIVATE : Kind.PUBLIC;
    }

    /** Whether no payer can have an address of the block: all are special, or embed IPv4 addresses. */
    public static boolean isNobodys(IpRange block) {
        return isWithin(block, SPECIAL) || isWithin(block, EmbeddedIpv4.BLOCKS);
    }

    private static boolean isWithin(IpRange block, List<IpRange> ranges) {
        for (IpRange range : ranges) {
            if (range.contains(block)) {
                return true;
            }
        }
        return false;
    }

    private static List<IpRange> ranges(String... blocks) {
        return Arrays.stream(blocks).map(IpRange::of).toList();
    }

    /**
     * The network of a canonical address: itself for IPv4, its /64 ("2001:db8:1:2::/64") for IPv6, because a subscriber
     * may change the lower half.
     */
    public static String network(String canonical) {
        if (canonical.indexOf(':') < 0) {
            return canonical;
        }
        byte[] address = IpAddressFormat.read(canonical);
        if (address == null || address.length == 4) {
            return canonical;
        }
        Arrays.fill(address, SUBSCRIBER_BYTES, address.length, (byte) 0);
        return IpAddressFormat.write(address) + "/64";
    }

    /** The block of a {@link #network}, as it is usually rented: the /24 ("203.0.113") or the /48 ("2001:db8:1::"). */
    public static String subnet(String network) {
        int lastDot = network.lastIndexOf('.');
        if (lastDot >= 0) {
            return network.substring(0, lastDot);
        }
        byte[] address = IpAddressFormat.read(network.substring(0, network.length() - "/64".length()));
        if (address == null) {
            throw new IllegalArgumentException("not a network: " + network);
        }
        Arrays.fill(address, SITE_BYTES, address.length, (byte) 0);
        return IpAddressFormat.write(address);
    }

    /** Parses a literal address. */
    public static InetAddress parse(String text) throws UnknownHostException {
        byte[] address = IpAddressFormat.read(text);
        if (address == null) {
            throw new UnknownHostException("not a literal IP address: " + text);
        }
        return InetAddress.getByAddress(address);
    }
}
