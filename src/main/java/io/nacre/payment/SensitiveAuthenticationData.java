package io.nacre.payment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.regex.Pattern;

/**
 * Finds sensitive authentication data: card security codes, PINs and magnetic-stripe tracks. PCI DSS 3.3 forbids
 * storing them after authorisation, even encrypted. A code of three digits is recognised by its field name, a track by
 * the card number at its start.
 */
public final class SensitiveAuthenticationData {

    private static final String GAP = "[_\\-. ]?";

    private static final String CALLED = "(?:(?:card|cc|payment|debit|credit|emv|raw|encrypted|online)" + GAP + "){0,2}"
            + "(?:cvv2?|cvc2?|cav2?|csc|icvv|dcvv"
            + "|security" + GAP + "code|verification" + GAP + "(?:value|code)"
            + "|pin(?:" + GAP + "(?:block|data))?"
            + "|track" + GAP + "(?:[123](?:" + GAP + "equivalent)?(?:" + GAP + "data)?|data)"
            + "|mag(?:netic)?" + GAP + "stripe(?:" + GAP + "data)?)";

    private static final Pattern NAME = Pattern.compile(CALLED, Pattern.CASE_INSENSITIVE);

    /** Not part of a longer word. In a binary record the bytes next to a name are lengths, not letters. */
    private static final Pattern NAMED =
            Pattern.compile("(?=[cdeimoprstv])(?<![a-z])" + CALLED + "(?![a-z])", Pattern.CASE_INSENSITIVE);

    /** After the card number or its mask, a track has a separator, then the expiry date and the service code. */
    private static final Pattern TRACK =
            Pattern.compile("(?<![0-9*])[0-9*]{13,40}+(?:[=Dd][0-9]{4}|\\^[^^?]{2,26}\\^[0-9]{4})");

    private SensitiveAuthenticationData() {}

    /** Whether a field or attribute with this name contains such data, in any spelling. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a text contains a magnetic-stripe track. */
    public static boolean isInText(String text) {
        return text.length() > CardNumberDetector.SHORTEST
                && TRACK.matcher(text).find();
    }

    /** Whether a record of any format names such a field or contains a track. */
    public static boolean isIn(byte[] record) {
        String text = new String(record, ISO_8859_1);
        return NAMED.matcher(text).find() || isInText(text);
    }

    /** The record; if {@link #isIn} is true, a copy without letters and digits. */
    public static byte[] masked(byte[] record) {
        if (!isIn(record)) {
            return record;
        }
        byte[] copy = record.clone();
        for (int i = 0; i < copy.length; i++) {
            if (isLetterOrDigit(copy[i])) {
                copy[i] = CardNumberDetector.MASK;
            }
        }
        return copy;
    }

    /** A text of the same length without letters and digits. */
    public static String masked(String text) {
        StringBuilder masked = new StringBuilder(text);
        for (int i = 0; i < masked.length(); i++) {
            if (Character.isLetterOrDigit(masked.charAt(i))) {
                masked.setCharAt(i, CardNumberDetector.MASK);
            }
        }
        return masked.toString();
    }

    private static boolean isLetterOrDigit(byte c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
}
