package io.nacre.reference.ip;

import java.util.Arrays;
import java.util.List;

/** IPv6 addresses that embed the IPv4 address of their user. */
final class EmbeddedIpv4 {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    /** Offset of the IPv4 address in 6to4; the others have it at the end. */
    private static final int AFTER_SIX_TO_FOUR = 2;

    /** RFC 4291; its first two addresses are "unspecified" and "loopback". */
    private static final IpRange COMPATIBLE = IpRange.of("::/96");

    /** RFC 2765. */
    private static final IpRange TRANSLATED = IpRange.of("::ffff:0:0:0/96");

    /** RFC 6052; with a network-specific prefix the position of the IPv4 address is unknown. */
    private static final IpRange NAT64 = IpRange.of("64:ff9b::/96");

    /** RFC 3056. */
    private static final IpRange SIX_TO_FOUR = IpRange.of("2002::/16");

    /** RFC 4380; it embeds the inverted address of the client's gateway. */
    private static final IpRange TEREDO = IpRange.of("2001::/32");

    /** Blocks that never appear as a payer's IP address, because each address is replaced by its IPv4 address. */
    static final List<IpRange> BLOCKS = List.of(TRANSLATED, NAT64, SIX_TO_FOUR, TEREDO);

    private EmbeddedIpv4() {}

    /** The embedded IPv4 address; the same address if there is none. */
    static byte[] extract(byte[] address) {
        if (address.length == V4_BYTES) {
            return address;
        }
        IpRange one = IpRange.of(address);
        if (SIX_TO_FOUR.contains(one)) {
            return Arrays.copyOfRange(address, AFTER_SIX_TO_FOUR, AFTER_SIX_TO_FOUR + V4_BYTES);
        }
        byte[] last = Arrays.copyOfRange(address, V6_BYTES - V4_BYTES, V6_BYTES);
        if (TEREDO.contains(one)) {
            for (int i = 0; i < V4_BYTES; i++) {
                last[i] = (byte) ~last[i];
            }
            return last;
        }
        boolean compatible = COMPATIBLE.contains(one) && one.firstLow() > 1;
        return compatible || NAT64.contains(one) || TRANSLATED.contains(one) ? last : address;
    }
}
