package io.nacre.reference.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses. A host name is never looked up: reading a record must not touch the network. */
public final class IpAddress {

    private static final int SUBSCRIBER_BYTES = 8;
    private static final int SITE_BYTES = 6;

    private IpAddress() {}

    /** Whom an address may stand for. */
    public enum Kind {
        /** Somebody on the internet. */
        PUBLIC,
        /** Somebody within a network that many others have as well, or the gateway of that network. */
        PRIVATE,
        /** Nobody: by IANA's registries no payer can have it, so whoever has it has no address that is known. */
        SPECIAL
    }

    private static final List<IpRange> PRIVATE =
            ranges("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");

    /** Not yet given, loopback, link-local, for protocols, for documents, for benchmarks, multicast, reserved. */
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
     * The address in canonical text (dotted quad, or RFC 5952), or null where the text is no literal IPv4 or IPv6
     * address. An IPv6 address that carries the IPv4 address of whoever has it (mapped, NAT64, 6to4, Teredo) becomes
     * that one: else each IPv4 payer would have several, and each translator would be one payer.
     */
    public static @Nullable String canonical(String text) {
        if (text.indexOf(':') < 0) {
            return IpAddressFormat.isQuad(text) ? text : null;
        }
        byte[] address = IpAddressFormat.read(text);
        return address == null ? null : IpAddressFormat.write(EmbeddedIpv4.extract(address));
    }

    /** Whom a canonical address may stand for. */
    public static Kind kindOf(String canonical) {
        IpRange address = IpRange.of(canonical);
        if (isWithin(address, SPECIAL)) {
            return Kind.SPECIAL;
        }
        return isWithin(address, PRIVATE) ? Kind.PRIVATE : Kind.PUBLIC;
    }

    /** Whether no payment is ever known by an address of the block: all are special, or carry IPv4 addresses. */
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
     * Who stands behind a canonical address: itself for IPv4, its /64 ("2001:db8:1:2::/64") for IPv6, because a
     * subscriber may change the lower half at will.
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

    /**
     * Who rents addresses rents a block: the /24 ("203.0.113") or the /48 ("2001:db8:1::") around a {@link #network}.
     */
    public static String block(String network) {
        int lastDot = network.lastIndexOf('.');
        if (lastDot >= 0) {
            return network.substring(0, lastDot);
        }
        byte[] address = IpAddressFormat.read(network.substring(0, network.length() - "/64".length()));
        if (address == null) {
            throw new IllegalArgumentException("no network: " + network);
        }
        Arrays.fill(address, SITE_BYTES, address.length, (byte) 0);
        return IpAddressFormat.write(address);
    }

    /** The literal address as the Java platform holds it. */
    public static InetAddress parse(String text) throws UnknownHostException {
        byte[] address = IpAddressFormat.read(text);
        if (address == null) {
            throw new UnknownHostException("no literal IP address: " + text);
        }
        return InetAddress.getByAddress(address);
    }
}
