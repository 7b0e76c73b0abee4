package io.nacre.payment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds sensitive authentication data: card security codes, PINs and the tracks of a card. PCI DSS 3.3 forbids to store
 * them after authorisation, encrypted or not. A code of three digits does not show what it is, so it is found by what it
 * is called; a track is found by the card number it begins with.
 */
public final class AuthenticationData {

    private static final Set<String> NAMES = Set.of(
            "cvv",
            "cvv2",
            "cvc",
            "cvc2",
            "cav",
            "cav2",
            "csc",
            "icvv",
            "dcvv",
            "cardsecuritycode",
            "securitycode",
            "cardverificationvalue",
            "cardverificationcode",
            "verificationvalue",
            "pin",
            "pinblock",
            "pindata",
            "encryptedpin",
            "track1",
            "track2",
            "track3",
            "trackdata",
            "track1data",
            "track2data",
            "track2equivalent",
            "track2equivalentdata",
            "magstripe",
            "magneticstripe",
            "magneticstripedata");

    /** Words that may stand before such a name. */
    private static final Pattern PREFIX = Pattern.compile("^(card|cc|payment|debit|credit|emv|raw)");

    /** Runs of what names are made of; in a binary record the byte before one may be its length, which is no sign. */
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[_\\- .][A-Za-z0-9]+)*");

    private static final Pattern SEPARATOR = Pattern.compile("[_\\- .]");

    /** Behind a card's number, or its mask, a track has a separator, then the expiry and the service code. */
    private static final Pattern TRACK = Pattern.compile("(?:\\*{13,19}|\\d{13,19})(?:[=Dd]\\d{4,}|\\^[^^?]{2,26}\\^\\d{4,})");

    private AuthenticationData() {}

    /** Whether a field or attribute of this name holds such data, however it is spelt. */
    public static boolean isName(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                plain.append(name.charAt(i));
            }
        }
        String word = plain.toString().toLowerCase(Locale.ROOT);
        return NAMES.contains(word) || NAMES.contains(PREFIX.matcher(word).replaceFirst(""));
    }

    /** Whether a text holds a card's track. */
    public static boolean isInText(String text) {
        return text.length() > CardNumber.SHORTEST && TRACK.matcher(text).find();
    }

    /** Whether a record of any format names such a field, or holds a track. */
    public static boolean isIn(byte[] record) {
        String text = new String(record, ISO_8859_1);
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (isName(word) || isPartNamed(word)) {
                return true;
            }
        }
        return isInText(text);
    }

    /** A copy of the record; where {@link #isIn} finds anything, without a letter or digit. */
    public static byte[] masked(byte[] record) {
        byte[] copy = record.clone();
        if (isIn(record)) {
            for (int i = 0; i < copy.length; i++) {
                if (isLetterOrDigit(copy[i])) {
                    copy[i] = CardNumber.MASK;
                }
            }
        }
        return copy;
    }

    /** A text of the same length without a letter or digit. */
    public static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        for (int i = 0; i < masked.length(); i++) {
            if (Character.isLetterOrDigit(masked.charAt(i))) {
                masked.setCharAt(i, CardNumber.MASK);
            }
        }
        return masked.toString();
    }

    private static boolean isLetterOrDigit(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    /** In a binary record a name may run into what follows. */
    private static boolean isPartNamed(String word) {
        return SEPARATOR.splitAsStream(word).anyMatch(AuthenticationData::isName);
    }
}
