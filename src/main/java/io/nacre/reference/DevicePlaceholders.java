package io.nacre.reference;

import java.util.Locale;
import java.util.Set;

/** Placeholder device ids, which apps and phones send if they cannot or may not read the real id. */
public final class DevicePlaceholders {

    private static final int FEWEST_ONES = 8;

    /** In lower case, letters and digits only. */
    private static final Set<String> PLACEHOLDERS = Set.of(
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
            // The Android id of a whole series of phones and of the emulator of that time.
            "9774d56d682e549c",
            // The MAC address that iOS and Android return to every app, and its MD5 and SHA-1 with colons.
            "020000000000",
            "0f607264fc6318a92b9e13c65db7cd3c",
            "c1976429369bfe063ed8b3409db7c7e7d87196d9",
            // Serial numbers that many cheap or copied phones share.
            "004999010640000",
            "012345678912345");

    private DevicePlaceholders() {}

    /** Whether the id is a placeholder; also all zeros, as an advertising id without tracking, and all ones in hex. */
    public static boolean contains(String deviceId) {
        String plain = plain(deviceId);
        return PLACEHOLDERS.contains(plain)
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
