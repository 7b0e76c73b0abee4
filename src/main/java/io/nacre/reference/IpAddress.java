package io.nacre.reference;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Literal IP addresses. A host name is never looked up: reading a record must not touch the network. */
public final class IpAddress {

    private static final int SUBSCRIBER_BYTES = 8;
    private static final int SITE_BYTES = 6;

    private IpAddress() {}

    /**
     * The address in canonical text (dotted quad, or RFC 5952), or null where the text is no literal IPv4 or IPv6
     * address. An IPv4 address inside an IPv6 one becomes IPv4.
     */
    public static @Nullable String canonical(String text) {
        if (text.indexOf(':') < 0) {
            return IpText.isQuad(text) ? text : null;
        }
        byte[] address = IpText.read(text);
        return address == null ? null : IpText.write(address);
    }

    /**
     * Who stands behind a canonical address: itself for IPv4, its /64 ("2001:db8:1:2::/64") for IPv6, because a
     * subscriber may change the lower half at will.
     */
    public static String network(String canonical) {
        if (canonical.indexOf(':') < 0) {
            return canonical;
        }
        byte[] address = IpText.read(canonical);
        if (address == null || address.length == 4) {
            return canonical;
        }
        Arrays.fill(address, SUBSCRIBER_BYTES, address.length, (byte) 0);
        return IpText.write(address) + "/64";
    }

    /**
     * Who rents addresses rents a block: the /24 ("203.0.113") or the /48 ("2001:db8:1::") around a {@link #network}.
     */
    public static String block(String network) {
        int lastDot = network.lastIndexOf('.');
        if (lastDot >= 0) {
            return network.substring(0, lastDot);
        }
        byte[] address = IpText.read(network.substring(0, network.length() - "/64".length()));
        if (address == null) {
            throw new IllegalArgumentException("no network: " + network);
        }
        Arrays.fill(address, SITE_BYTES, address.length, (byte) 0);
        return IpText.write(address);
    }

    /** The literal address as the Java platform holds it. */
    static InetAddress parse(String text) throws UnknownHostException {
        byte[] address = IpText.read(text);
        if (address == null) {
            throw new UnknownHostException("no literal IP address: " + text);
        }
        return InetAddress.getByAddress(address);
    }
}
