package io.nacre.reference.ip;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses and formats IP addresses. It is strict, because programs interpret "010.0.0.1", "1.2" or "fe80::1%eth0"
 * differently, and a fraudster could exploit that.
 */
public final class IpAddressFormat {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;
    private static final int V6_GROUPS = 8;
    /** Maximum length of an address: eight groups of four digits, or six groups and a dotted quad. */
    private static final int LONGEST = 45;

    private IpAddressFormat() {}

    /** 4 or 16 bytes, or null if the text is not a literal address. */
    public static byte @Nullable [] read(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        if (text.indexOf(':') < 0) {
            byte[] quad = new byte[V4_BYTES];
            return readQuad(text, 0, quad, 0) ? quad : null;
        }
        byte[] address = readGroups(text);
        return address != null && isMapped(address)
                ? Arrays.copyOfRange(address, V6_BYTES - V4_BYTES, V6_BYTES)
                : address;
    }

    /** Whether the text is a dotted quad. Each address has exactly one valid text. */
    static boolean isQuad(String text) {
        int position = 0;
        for (int part = 1; part < V4_BYTES; part++) {
            int end = text.indexOf('.', position);
            if (end < 0 || number(text, position, end) < 0) {
                return false;
            }
            position = end + 1;
        }
        return number(text, position, text.length()) >= 0;
    }

    static String write(byte[] address) {
        return address.length == V4_BYTES ? writeQuad(address) : writeGroups(address);
    }

    /** Parses four numbers from {@code from} to the end of the text. */
    private static boolean readQuad(String text, int from, byte[] into, int at) {
        int position = from;
        for (int part = 0; part < V4_BYTES; part++) {
            int end = part < V4_BYTES - 1 ? text.indexOf('.', position) : text.length();
            int value = end < 0 ? -1 : number(text, position, end);
            if (value < 0) {
                return false;
            }
            into[at + part] = (byte) value;
            position = end + 1;
        }
        return true;
    }

    /** A number from 0 to 255 without a leading zero, or -1. */
    private static int number(String text, int from, int to) {
        int length = to - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value <= 255 ? value : -1;
    }

    private static byte @Nullable [] readGroups(String text) {
        byte[] address = new byte[V6_BYTES];
        int filled = 0;
        int gap = -1;
        int position = 0;
        int length = text.length();
        if (text.startsWith("::")) {
            gap = 0;
            position = 2;
        }
        while (position < length) {
            int end = text.indexOf(':', position);
            end = end < 0 ? length : end;
            if (end == length && text.indexOf('.', position) >= 0) {
                if (filled > V6_BYTES - V4_BYTES || !readQuad(text, position, address, filled)) {
                    return null;
                }
                filled += V4_BYTES;
                position = length;
                break;
            }
            int group = group(text, position, end);
            if (group < 0 || filled == V6_BYTES) {
                return null;
            }
            address[filled++] = (byte) (group >> 8);
            address[filled++] = (byte) group;
            position = end + 1;
            if (end == length - 1) {
                return null;
            }
            if (end < length && text.charAt(position) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = filled;
                position++;
            }
        }
        return spread(address, filled, gap);
    }

    /** One to four hexadecimal digits, or -1. */
    private static int group(String text, int from, int to) {
        if (to <= from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Moves the groups after "::" to the end; the gap must have at least one group. */
    private static byte @Nullable [] spread(byte[] address, int filled, int gap) {
        if (gap < 0) {
            return filled == V6_BYTES ? address : null;
        }
        if (filled == V6_BYTES) {
            return null;
        }
        int tail = filled - gap;
        System.arraycopy(address, gap, address, V6_BYTES - tail, tail);
        Arrays.fill(address, gap, V6_BYTES - tail, (byte) 0);
        return address;
    }

    private static boolean isMapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == -1 && address[11] == -1;
    }

    private static String writeQuad(byte[] address) {
        return (address[0] & 0xff) + "." + (address[1] & 0xff) + "." + (address[2] & 0xff) + "." + (address[3] & 0xff);
    }

    /** RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as "::". */
    private static String writeGroups(byte[] address) {
        int from = longestZeroRun(address);
        int to = from < 0 ? -1 : endOfZeros(address, from);
        StringBuilder text = new StringBuilder(LONGEST);
        for (int group = 0; group < V6_GROUPS; group++) {
            if (group == from) {
                text.append("::");
                group = to - 1;
            } else {
                if (group > 0 && group != to) {
                    text.append(':');
                }
                text.append(Integer.toHexString(groupAt(address, group)));
            }
        }
        return text.toString();
    }

    private static int longestZeroRun(byte[] address) {
        int best = -1;
        int longest = 1;
        for (int group = 0; group < V6_GROUPS; group++) {
            int length = endOfZeros(address, group) - group;
            if (length > longest) {
                best = group;
                longest = length;
            }
        }
        return best;
    }

    private static int endOfZeros(byte[] address, int from) {
        int group = from;
        while (group < V6_GROUPS && groupAt(address, group) == 0) {
            group++;
        }
        return group;
    }

    private static int groupAt(byte[] address, int group) {
        return (address[2 * group] & 0xff) << 8 | (address[2 * group + 1] & 0xff);
    }
}
