package io.nacre.codec.mapping;

import io.nacre.avro.binary.LazyTextField;
import io.nacre.codec.rejection.RecordRejectedException;
import io.nacre.codec.rejection.RejectionCode;
import io.nacre.payment.CardNumberDetector;
import io.nacre.payment.Currencies;
import io.nacre.payment.GeoPoint;
import io.nacre.payment.Money;
import io.nacre.payment.RecordOrigin;
import io.nacre.payment.SaturatingTime;
import io.nacre.payment.SensitiveAuthenticationData;
import io.nacre.reference.Countries;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Validates and normalises every field before it becomes part of a value.
 *
 * <p>Card numbers: a record with a card number in an id, or in a name that programs read, is rejected. Masking it would
 * make the record refer to something else. In any other text, which only people read and payers often choose, the
 * number is masked.
 */
public final class FieldValidator {

    /** Maximum length of an id, token or person, UTF-16 units. */
    static final int ID_CHARACTERS = 128;

    /** Maximum length of a name or reason code, UTF-16 units. */
    public static final int NAME_CHARACTERS = 256;

    /** Maximum length of a note or URI, UTF-16 units. */
    static final int NOTE_CHARACTERS = 2048;

    /** Maximum length of a key of an attribute or signal, UTF-16 units. */
    static final int KEY_CHARACTERS = 64;

    /** Maximum number of entries of a map. */
    static final int ENTRIES = 32;

    /** A text that exceeds its limit by more than this factor is not normalised, because it would still be too long. */
    private static final int RAW_TIMES = 4;

    /** Maximum number of combining marks in a row on one character: the stream-safe format of UAX #15. */
    private static final int MAX_MARKS = 30;

    /** How far a time may be ahead of the record's arrival, because clocks differ and time zones may be wrong. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private static final long AHEAD_MS = AHEAD.toMillis();

    private static final char LAST_CONTROL = '\u009F';
    private static final char FIRST_COMBINING = '\u0300';

    /** The years 1 to 9999: within these bounds no sum or difference of times overflows. */
    private static final long FIRST_MS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");

    private FieldValidator() {}

    static String id(LazyTextField raw) throws RecordRejectedException {
        String plain = raw.plainText(ID_CHARACTERS);
        return plain == null ? id(raw.name(), raw.text()) : plain;
    }

    static String id(String field, @Nullable String raw) throws RecordRejectedException {
        return present(field, optionalId(field, raw));
    }

    public static @Nullable String optionalId(LazyTextField raw) throws RecordRejectedException {
        if (raw.isNull()) {
            return null;
        }
        String plain = raw.plainText(ID_CHARACTERS);
        return plain == null ? optionalId(raw.name(), raw.text()) : plain;
    }

    public static @Nullable String optionalId(String field, @Nullable String raw) throws RecordRejectedException {
        return withoutCard(field, raw, ID_CHARACTERS);
    }

    /** A text that programs read, such as an address or a formula; as strict as an id. */
    static String name(String field, @Nullable String raw, int characters) throws RecordRejectedException {
        return present(field, withoutCard(field, raw, characters));
    }

    /** A text that only people read; card numbers in it are masked. */
    static String text(String field, @Nullable String raw, int characters) throws RecordRejectedException {
        return present(field, optionalText(field, raw, characters));
    }

    /** A text that only people read; card numbers in it are masked. */
    static @Nullable String optionalText(LazyTextField raw, int characters) throws RecordRejectedException {
        if (raw.isNull()) {
            return null;
        }
        String plain = raw.plainText(characters);
        return plain == null ? optionalText(raw.name(), raw.text(), characters) : plain;
    }

    /** A text that only people read; card numbers in it are masked. */
    static @Nullable String optionalText(String field, @Nullable String raw, int characters)
            throws RecordRejectedException {
        String text = bounded(field, raw, characters, false);
        return text == null ? null : masked(text);
    }

    /**
     * The beginning of a text that the payer chooses. A text of any length is accepted, because the transaction must
     * get a decision.
     */
    static @Nullable String beginning(@Nullable String raw, int characters) {
        String text = raw == null ? "" : clean(capped(raw, characters));
        // Masked before truncation, because part of a card number would not be detected.
        return text.isEmpty() ? null : cut(masked(text), characters);
    }

    /** The beginning of a text that the payer chooses. */
    static @Nullable String beginning(LazyTextField raw, int characters) {
        String plain = raw.plainText(characters);
        return plain == null ? beginning(raw.text(), characters) : plain;
    }

    /** Whether a text is short enough to be normalised as a whole. */
    private static boolean isWhole(int length, int characters) {
        return length <= RAW_TIMES * characters;
    }

    /** The time of an event: not before 1990, and at most a day ahead of the record's arrival. */
    static long time(String field, Instant time, RecordOrigin origin) throws RecordRejectedException {
        return time(field, time.toEpochMilli(), origin);
    }

    static long time(String field, long ms, RecordOrigin origin) throws RecordRejectedException {
        if (ms < RecordOrigin.EARLIEST_MS) {
            throw new RecordRejectedException(
                    RejectionCode.TIME_RANGE, field, "is before 1990; send milliseconds since 1970");
        }
        return past(field, ms, origin);
    }

    /** The time from which something is valid: any earlier time, or at most a day ahead of the record's arrival. */
    static long past(String field, Instant time, RecordOrigin origin) throws RecordRejectedException {
        return past(field, time.toEpochMilli(), origin);
    }

    private static long past(String field, long ms, RecordOrigin origin) throws RecordRejectedException {
        if (isAhead(ms, origin)) {
            throw new RecordRejectedException(
                    RejectionCode.TIME_RANGE,
                    field,
                    "is more than a day ahead of the record's arrival; check the sender's clock");
        }
        return Math.max(FIRST_MS, ms);
    }

    /**
     * The version that orders the records of one key, usually ms since 1970. It may be at most a day ahead of the
     * record's arrival, because no other record could replace it until then.
     */
    static long version(String field, long version, RecordOrigin origin) throws RecordRejectedException {
        if (version < 0) {
            throw new RecordRejectedException(
                    RejectionCode.VERSION_RANGE, field, "is negative; send milliseconds since 1970");
        }
        if (isAhead(version, origin)) {
            throw new RecordRejectedException(
                    RejectionCode.VERSION_RANGE,
                    field,
                    "is more than a day ahead of the record's arrival; send milliseconds since 1970 and check the"
                            + " sender's clock");
        }
        return version;
    }

    private static boolean isAhead(long ms, RecordOrigin origin) {
        return origin.timestampMs() > 0 && ms > SaturatingTime.plus(origin.timestampMs(), AHEAD_MS);
    }

    /** A time in the years 1 to 9999; other times are limited to this range. */
    static @Nullable Long optionalMs(@Nullable Instant time) {
        return time == null ? null : (Long) anyMs(time);
    }

    /** A time in the years 1 to 9999; other times are limited to this range. */
    static long anyMs(Instant time) {
        return Math.max(FIRST_MS, Math.min(LAST_MS, time.toEpochMilli()));
    }

    static Money money(String field, long minorUnits, String currency) throws RecordRejectedException {
        long amount = amount(field, minorUnits);
        return new Money(amount, currency(currency));
    }

    static long amount(String field, long minorUnits) throws RecordRejectedException {
        if (minorUnits < 0 || minorUnits > Money.MAX_MINOR_UNITS) {
            // The message does not quote the number, because it may be a card number.
            String error = minorUnits < 0 ? "is negative" : "is above 2^53";
            throw new RecordRejectedException(
                    RejectionCode.AMOUNT_RANGE, field, error + "; send minor units from 0 to 2^53");
        }
        return minorUnits;
    }

    /** A code of ISO 4217 in upper case. */
    static String currency(String raw) throws RecordRejectedException {
        String code = raw.strip().toUpperCase(Locale.ROOT);
        if (!Currencies.isKnown(code)) {
            throw new RecordRejectedException(
                    RejectionCode.CURRENCY_UNKNOWN,
                    "currency",
                    "is not an ISO 4217 code; send three letters, such as EUR");
        }
        return code;
    }

    static @Nullable GeoPoint location(String field, io.nacre.avro.@Nullable GeoPoint location)
            throws RecordRejectedException {
        return location == null ? null : location(field, location.getLatitude(), location.getLongitude());
    }

    static GeoPoint location(io.nacre.avro.GeoPoint.Fields location) throws RecordRejectedException {
        return location(location.path(), location.latitude, location.longitude);
    }

    private static GeoPoint location(String field, double latitude, double longitude) throws RecordRejectedException {
        if (!GeoPoint.isPossible(latitude, longitude)) {
            throw new RecordRejectedException(
                    RejectionCode.COORDINATES_INVALID,
                    field,
                    "is not a position on the globe; send degrees, or null where unknown");
        }
        return new GeoPoint(latitude, longitude);
    }

    /** Four digits; null for anything else, because it is only an input of a feature. */
    static @Nullable String mcc(@Nullable String raw) {
        String code = raw == null ? "" : raw.strip();
        boolean digits = code.length() == 4;
        for (int i = 0; digits && i < 4; i++) {
            digits = code.charAt(i) >= '0' && code.charAt(i) <= '9';
        }
        return digits ? code : null;
    }

    /** A code of ISO 3166-1 in upper case; null for anything else, because it is only an input of a feature. */
    static @Nullable String country(@Nullable String raw) {
        String code = raw == null ? "" : raw.strip().toUpperCase(Locale.ROOT);
        return Countries.isKnown(code) ? code : null;
    }

    /** A SHA-256 digest in hexadecimal. */
    static String sha256(String field, String raw) throws RecordRejectedException {
        if (!SHA_256.matcher(raw).matches()) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED, field, "is not 64 lower-case hexadecimal digits");
        }
        return raw;
    }

    /** 16 random bytes in hexadecimal. */
    static @Nullable String optionalSalt(String field, @Nullable String raw) throws RecordRejectedException {
        if (raw != null && !SALT.matcher(raw).matches()) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED, field, "is not 32 lower-case hexadecimal digits");
        }
        return raw;
    }

    static double finite(String field, double value) throws RecordRejectedException {
        if (!Double.isFinite(value)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, field, "is NaN or infinite; send null where unknown");
        }
        return value;
    }

    /** A number that is a feature's input, limited to the range of a float. */
    static double single(String field, double value) throws RecordRejectedException {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, finite(field, value)));
    }

    static RecordRejectedException unknownSymbol(String field) {
        return new RecordRejectedException(
                RejectionCode.SYMBOL_UNKNOWN,
                field,
                "is not a symbol of this version's schema; send a known one, or update the job");
    }

    /** Rejects a map with too many entries. */
    static void entries(String field, int count) throws RecordRejectedException {
        if (count > ENTRIES) {
            throw new RecordRejectedException(
                    RejectionCode.ENTRIES_TOO_MANY, field, "has " + count + " entries; send at most " + ENTRIES);
        }
    }

    private static String present(String field, @Nullable String text) throws RecordRejectedException {
        if (text == null) {
            throw new RecordRejectedException(RejectionCode.FIELD_EMPTY, field, "is required, but empty; fill it");
        }
        return text;
    }

    /**
     * Masks card numbers. If a text contains track data, with expiry date and security code, it is masked completely.
     */
    private static String masked(String text) {
        String masked = CardNumberDetector.masked(text);
        return SensitiveAuthenticationData.isInText(masked) ? SensitiveAuthenticationData.masked(masked) : masked;
    }

    private static @Nullable String withoutCard(String field, @Nullable String raw, int characters)
            throws RecordRejectedException {
        String text = bounded(field, raw, characters, true);
        if (text != null && CardNumberDetector.isInId(text)) {
            throw new RecordRejectedException(
                    RejectionCode.CARD_NUMBER, field, "contains a possible card number; send a token instead");
        }
        return text;
    }

    /** @param exact whether texts that look different must stay different */
    private static @Nullable String bounded(String field, @Nullable String raw, int characters, boolean exact)
            throws RecordRejectedException {
        String text = raw == null ? "" : raw;
        if (!isWhole(text.length(), characters)) {
            throw tooLong(field, text, characters);
        }
        if (exact && hasManyMarks(text)) {
            throw new RecordRejectedException(
                    RejectionCode.FIELD_MALFORMED,
                    field,
                    "has more than " + MAX_MARKS + " combining marks on one character; remove them");
        }
        text = clean(text);
        if (text.length() > characters) {
            throw tooLong(field, text, characters);
        }
        return text.isEmpty() ? null : text;
    }

    private static RecordRejectedException tooLong(String field, String text, int characters) {
        return new RecordRejectedException(
                RejectionCode.TEXT_TOO_LONG, field, "has " + text.length() + " characters; send at most " + characters);
    }

    /** The part of a text that is normalised. It ends before a number that the limit would split. */
    private static String capped(String raw, int characters) {
        if (isWhole(raw.length(), characters)) {
            return raw;
        }
        int end = RAW_TIMES * characters;
        while (end > 0 && !Character.isLetter(raw.charAt(end - 1))) {
            end--;
        }
        return raw.substring(0, end);
    }

    private static String cut(String text, int characters) {
        if (text.length() <= characters) {
            return text;
        }
        // Half of a surrogate pair cannot be encoded.
        boolean split = Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, split ? characters - 1 : characters);
    }

    /**
     * Normalises a text, so that texts that look the same are equal: no control or direction characters, composed
     * (NFC), no outer spaces. Composition comes last, because characters on both sides of a control character may
     * combine. Excess combining marks on one character are removed, because composition takes quadratic time in their
     * number.
     */
    private static String clean(String raw) {
        if (isComposed(raw)) {
            return raw.strip();
        }
        StringBuilder kept = new StringBuilder(raw.length());
        int marks = 0;
        for (int at = 0; at < raw.length(); ) {
            int c = raw.codePointAt(at);
            at += Character.charCount(c);
            if (Character.isISOControl(c) || isDirection(c)) {
                continue;
            }
            marks = isMark(c) ? marks + 1 : 0;
            if (marks <= MAX_MARKS) {
                kept.appendCodePoint(c);
            }
        }
        return Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
    }

    private static boolean hasManyMarks(String text) {
        int marks = 0;
        for (int at = 0; at < text.length() && marks <= MAX_MARKS; ) {
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            boolean dropped = Character.isISOControl(c) || isDirection(c);
            marks = dropped ? marks : isMark(c) ? marks + 1 : 0;
        }
        return marks > MAX_MARKS;
    }

    private static boolean isMark(int c) {
        return c >= FIRST_COMBINING
                && switch (Character.getType(c)) {
                    case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
                    default -> false;
                };
    }

    /** Whether all characters are below the first one that NFC may change, and none is a control character. */
    private static boolean isComposed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c > '~' && c <= LAST_CONTROL) || c >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    /** Unicode's embedding, override and isolate characters, which change how a name is displayed. */
    private static boolean isDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
