package io.nacre.reference;

import java.util.Locale;
import java.util.Set;

/** Device ids that stand for "none": what apps and phones send where they cannot, or must not, tell the device. */
public final class DevicePlaceholders {

    private static final int FEWEST_ONES = 8;

    /** In lower case, letters and digits only. */
    private static final Set<String> KNOWN = Set.of(
            "",
            "unknown",
            "undefined",
            "null",
            "nil",
            "none",
            "nan",
            "na",
            "notset",
            "notavailable",
            // The Android id of a whole series of phones, and of the emulator then.
            "9774d56d682e549c",
            // The hardware address that iOS and Android give to every app, and its MD5 and SHA-1 with colons.
            "020000000000",
            "0f607264fc6318a92b9e13c65db7cd3c",
            "c1976429369bfe063ed8b3409db7c7e7d87196d9",
            // Serial numbers that many cheap or copied phones share.
            "004999010640000",
            "012345678912345");

    private DevicePlaceholders() {}

    /**
     * Whether it names no device; also all zeros, as an advertising id is when tracking is off, and all ones in hex.
     */
    public static boolean contains(String deviceId) {
        String plain = plain(deviceId);
        return KNOWN.contains(plain)
                || consistsOf('0', plain)
                || (plain.length() >= FEWEST_ONES && consistsOf('f', plain))
                || deviceId.equals("-1");
    }

    private static boolean consistsOf(char only, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != only) {
                return false;
            }
        }
        return true;
    }

    private static String plain(String id) {
        StringBuilder plain = new StringBuilder(id.length());
        id.codePoints().filter(Character::isLetterOrDigit).forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT);
    }
}
