package io.nacre.reference.ip;

import java.util.Arrays;
import java.util.List;

/** IPv6 addresses that were made from the IPv4 address of whoever has them. */
final class EmbeddedIpv4 {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

    /** Where 6to4 has the IPv4 address; the others have it at the end. */
    private static final int AFTER_SIX_TO_FOUR = 2;

    /** RFC 4291; its first two addresses are "unspecified" and "loopback". */
    private static final IpRange COMPATIBLE = IpRange.of("::/96");

    /** RFC 2765. */
    private static final IpRange TRANSLATED = IpRange.of("::ffff:0:0:0/96");

    /** RFC 6052; a network of its own prefix does not tell where in it the address is. */
    private static final IpRange NAT64 = IpRange.of("64:ff9b::/96");

    /** RFC 3056. */
    private static final IpRange SIX_TO_FOUR = IpRange.of("2002::/16");

    /** RFC 4380; the address is that of the client's gateway, each bit turned. */
    private static final IpRange TEREDO = IpRange.of("2001::/32");

    /** Blocks in which no payment's address is, because each becomes its IPv4 address. */
    static final List<IpRange> BLOCKS = List.of(TRANSLATED, NAT64, SIX_TO_FOUR, TEREDO);

    private EmbeddedIpv4() {}

    /** The IPv4 address that this one carries; else the same address. */
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
