package io.nacre.reference.ip;

import java.nio.ByteBuffer;

/**
 * A range of IP addresses, inclusive, as unsigned 128-bit numbers in two halves. An IPv4 address is its number in
 * ::/96, as in MaxMind's files.
 */
public record IpRange(long firstHigh, long firstLow, long lastHigh, long lastLow) {

    private static final int BITS = 128;

    public IpRange {
        if (compare(firstHigh, firstLow, lastHigh, lastLow) > 0) {
            throw new IllegalArgumentException("the range ends before its start");
        }
    }

    /** Receives each block of 2^n addresses of the range. */
    @FunctionalInterface
    public interface BlockReader {
        /** A block with its first address and its prefix length, 0 to 128. */
        void read(long high, long low, int prefixLength);
    }

    /** Two literal addresses of one family. */
    public static IpRange between(String first, String last) {
        byte[] from = bytes(first);
        byte[] to = bytes(last);
        if (from.length != to.length) {
            throw new IllegalArgumentException(first + " and " + last + " are of different address families");
        }
        return new IpRange(high(from), low(from), high(to), low(to));
    }

    /** A single address. */
    public static IpRange of(byte[] address) {
        return new IpRange(high(address), low(address), high(address), low(address));
    }

    /** IPv4 addresses as the numbers 0..2^32-1. */
    public static IpRange ipv4(long first, long last) {
        if (first < 0 || last > 0xffff_ffffL) {
            throw new IllegalArgumentException("not the number of an IPv4 address: " + (first < 0 ? first : last));
        }
        return new IpRange(0, first, 0, last);
    }

    /** "192.0.2.0/24", "2001:db8::/32" or a single address. Bits beyond the prefix are ignored. */
    public static IpRange of(String cidrOrAddress) {
        int slash = cidrOrAddress.indexOf('/');
        if (slash < 0) {
            return between(cidrOrAddress, cidrOrAddress);
        }
        byte[] address = bytes(cidrOrAddress.substring(0, slash));
        int bits = Byte.SIZE * address.length;
        int length = prefixLength(cidrOrAddress.substring(slash + 1), bits);
        return block(high(address), low(address), BITS - bits + length);
    }

    /** The block of the first address with this prefix length. */
    public IpRange around(int length) {
        return block(firstHigh, firstLow, length);
    }

    /** The common prefix length of all its addresses. */
    public int prefixLength() {
        long high = firstHigh ^ lastHigh;
        return high != 0 ? Long.numberOfLeadingZeros(high) : Long.SIZE + Long.numberOfLeadingZeros(firstLow ^ lastLow);
    }

    /** Whether all its addresses are IPv4. */
    public boolean isIpv4() {
        return lastHigh == 0 && lastLow >>> Integer.SIZE == 0;
    }

    /** Whether it contains the other range. */
    public boolean contains(IpRange other) {
        return compare(firstHigh, firstLow, other.firstHigh, other.firstLow) <= 0
                && compare(other.lastHigh, other.lastLow, lastHigh, lastLow) <= 0;
    }

    /** Passes the largest aligned blocks, in order. */
    public void forEachBlock(BlockReader reader) {
        long high = firstHigh;
        long low = firstLow;
        while (true) {
            int length = BITS - trailingZeros(high, low);
            IpRange block = block(high, low, length);
            while (compare(block.lastHigh, block.lastLow, lastHigh, lastLow) > 0) {
                length++;
                block = block(high, low, length);
            }
            reader.read(high, low, length);
            if (block.lastHigh == lastHigh && block.lastLow == lastLow) {
                return;
            }
            low = block.lastLow + 1;
            high = block.lastHigh + (low == 0 ? 1 : 0);
        }
    }

    private static IpRange block(long high, long low, int length) {
        long hostHigh = length >= Long.SIZE ? 0 : -1L >>> length;
        long hostLow = length <= Long.SIZE ? -1L : length == BITS ? 0 : -1L >>> (length - Long.SIZE);
        return new IpRange(high & ~hostHigh, low & ~hostLow, high | hostHigh, low | hostLow);
    }

    private static int trailingZeros(long high, long low) {
        return low != 0 ? Long.numberOfTrailingZeros(low) : Long.SIZE + Long.numberOfTrailingZeros(high);
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        int order = Long.compareUnsigned(high, otherHigh);
        return order != 0 ? order : Long.compareUnsigned(low, otherLow);
    }

    private static int prefixLength(String text, int bits) {
        try {
            int length = Integer.parseInt(text);
            if (length >= 0 && length <= bits) {
                return length;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a prefix length: " + text, e);
        }
        throw new IllegalArgumentException("the prefix length is " + text + ", not 0 to " + bits);
    }

    private static byte[] bytes(String text) {
        byte[] address = IpAddressFormat.read(text);
        if (address == null) {
            throw new IllegalArgumentException("not an IP address: " + text);
        }
        return address;
    }

    private static long high(byte[] address) {
        return address.length == Integer.BYTES ? 0 : ByteBuffer.wrap(address).getLong(0);
    }

    private static long low(byte[] address) {
        ByteBuffer bytes = ByteBuffer.wrap(address);
        return address.length == Integer.BYTES ? Integer.toUnsignedLong(bytes.getInt(0)) : bytes.getLong(Long.BYTES);
    }
}
