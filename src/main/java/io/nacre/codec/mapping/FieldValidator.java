package io.nacre.codec.mapping;

import io.nacre.avro.binary.EncodedTextField;
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
import org.jspecify.annotations.Nullable;

/**
 * What every field must satisfy, and the form it is brought to, before it may become part of a value.
 *
 * <p>Card numbers: an id, or a name that a machine gives, is refused, for without it the record would be about somebody
 * else. Any other text is only read by people, and often chosen by whoever pays: the number is masked, and the record
 * goes on.
 */
public final class FieldValidator {

    /** Longest id, token or person, UTF-16 units. */
    static final int ID_CHARACTERS = 128;

    /** Longest name or reason code, UTF-16 units. */
    public static final int NAME_CHARACTERS = 256;

    /** Longest note or URI, UTF-16 units. */
    static final int NOTE_CHARACTERS = 2048;

    /** Longest key of an attribute or signal, UTF-16 units. */
    static final int KEY_CHARACTERS = 64;

    /** Most entries of a map. */
    static final int ENTRIES = 32;

    /** A text that is so many times too long is not brought to its form: it would be too long in that, too. */
    private static final int RAW_TIMES = 4;

    /** Most marks in a row on one character: the stream-safe format of UAX #15. */
    private static final int MAX_MARKS = 30;

    /** How far a time may lie ahead of the record's arrival: clocks differ, time zones are mistaken. */
    public static final Duration AHEAD = Duration.ofDays(1);

    private static final long AHEAD_MS = AHEAD.toMillis();

    private static final char LAST_CONTROL = '\u009F';
    private static final char FIRST_COMBINING = '\u0300';

    /** The years 1 to 9999: with these bounds no sum or difference of times overflows. */
    private static final long FIRST_MS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_MS = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();

    private FieldValidator() {}

    static String id(EncodedTextField raw) throws RecordRejectedException {
        String plain = raw.plainText(ID_CHARACTERS);
        return plain == null ? id(raw.name(), raw.text()) : plain;
    }

    static String id(String field, @Nullable String raw) throws RecordRejectedException {
        return present(field, optionalId(field, raw));
    }

    public static @Nullable String optionalId(EncodedTextField raw) throws RecordRejectedException {
        if (raw.isNull()) {
            return null;
        }
        String plain = raw.plainText(ID_CHARACTERS);
        return plain == null ? optionalId(raw.name(), raw.text()) : plain;
    }

    public static @Nullable String optionalId(String field, @Nullable String raw) throws RecordRejectedException {
        return withoutCard(field, raw, ID_CHARACTERS);
    }

    /** What a machine reads, such as an address or a formula: as strict as an id. */
    static String name(String field, @Nullable String raw, int characters) throws RecordRejectedException {
        return present(field, withoutCard(field, raw, characters));
    }

    /** What only people read; card numbers in it are masked. */
    static String text(String field, @Nullable String raw, int characters) throws RecordRejectedException {
        return present(field, optionalText(field, raw, characters));
    }

    /** What only people read; card numbers in it are masked. */
    static @Nullable String optionalText(EncodedTextField raw, int characters) throws RecordRejectedException {
        if (raw.isNull()) {
            return null;
        }
        String plain = raw.plainText(characters);
        return plain == null ? optionalText(raw.name(), raw.text(), characters) : plain;
    }

    /** What only people read; card numbers in it are masked. */
    public static @Nullable String optionalText(String field, @Nullable String raw, int characters)
            throws RecordRejectedException {
        String text = bounded(field, raw, characters, false);
        return text == null ? null : masked(text);
    }

    /** The beginning of such a text, for one that whoever pays chooses: however long it is, the payment is answered. */
    static @Nullable String beginning(@Nullable String raw, int characters) {
        String text = raw == null ? "" : clean(capped(raw, characters));
        // Masked before it is cut: half a number would not be found.
        return text.isEmpty() ? null : cut(masked(text), characters);
    }

    /** The beginning of such a text. */
    static @Nullable String beginning(EncodedTextField raw, int characters) {
        String plain = raw.plainText(characters);
        return plain == null ? beginning(raw.text(), characters) : plain;
    }

    /** Whether a text is so short that its beginning is taken as it is. */
    private static boolean isWhole(int length, int characters) {
        return length <= RAW_TIMES * characters;
    }

    /** A time that something happened at: not before 1990, nor more than a day ahead of the record's arrival. */
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

    /** A time since when something holds: however long ago, but not more than a day ahead of the record's arrival. */
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
     * What orders the records of one thing, ms since 1970 by custom: not more than a day ahead of the record's arrival,
     * for nothing could override it until then.
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

    /** A time that may lie in any year from 1 to 9999; the first or last of them in place of any other. */
    static @Nullable Long optionalMs(@Nullable Instant time) {
        return time == null ? null : (Long) Math.max(FIRST_MS, Math.min(LAST_MS, time.toEpochMilli()));
    }

    static Money money(String field, long minorUnits, String currency) throws RecordRejectedException {
        long amount = amount(field, minorUnits);
        return new Money(amount, currency(currency));
    }

    static long amount(String field, long minorUnits) throws RecordRejectedException {
        if (minorUnits < 0 || minorUnits > Money.MAX_MINOR_UNITS) {
            // Not quoted: so large a number may be a card's.
            String flaw = minorUnits < 0 ? "is negative" : "is above 2^53";
            throw new RecordRejectedException(
                    RejectionCode.AMOUNT_RANGE, field, flaw + "; send minor units from 0 to 2^53");
        }
        return minorUnits;
    }

    /** A code of ISO 4217 in upper case. */
    static String currency(String raw) throws RecordRejectedException {
        String code = raw.strip().toUpperCase(Locale.ROOT);
        if (!Currencies.isKnown(code)) {
            throw new RecordRejectedException(RejectionCode.CURRENCY_UNKNOWN, "currency", "is no ISO 4217 code");
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
                    "is not on the globe; send degrees, or null where unknown");
        }
        return new GeoPoint(latitude, longitude);
    }

    /** Four digits; null for anything else, which only costs a feature its input. */
    static @Nullable String mcc(@Nullable String raw) {
        String code = raw == null ? "" : raw.strip();
        boolean digits = code.length() == 4;
        for (int i = 0; digits && i < 4; i++) {
            digits = code.charAt(i) >= '0' && code.charAt(i) <= '9';
        }
        return digits ? code : null;
    }

    /** A code of ISO 3166-1 in upper case; null for anything else, which only costs a feature its input. */
    static @Nullable String country(@Nullable String raw) {
        String code = raw == null ? "" : raw.strip().toUpperCase(Locale.ROOT);
        return Countries.isKnown(code) ? code : null;
    }

    static double finite(String field, double value) throws RecordRejectedException {
        if (!Double.isFinite(value)) {
            throw new RecordRejectedException(
                    RejectionCode.NOT_A_NUMBER, field, "is NaN or infinite; send null where unknown");
        }
        return value;
    }

    /** A number that becomes a feature: no larger than a vector can hold. */
    static double single(String field, double value) throws RecordRejectedException {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, finite(field, value)));
    }

    static RecordRejectedException unknownSymbol(String field) {
        return new RecordRejectedException(
                RejectionCode.SYMBOL_UNKNOWN, field, "is a word that this version does not know");
    }

    /** Refuses a map with too many entries. */
    static void entries(String field, int count) throws RecordRejectedException {
        if (count > ENTRIES) {
            throw new RecordRejectedException(
                    RejectionCode.ENTRIES_TOO_MANY, field, "has " + count + " entries; at most " + ENTRIES);
        }
    }

    private static String present(String field, @Nullable String text) throws RecordRejectedException {
        if (text == null) {
            throw new RecordRejectedException(RejectionCode.FIELD_EMPTY, field, "is required and empty");
        }
        return text;
    }

    /** Behind a card's number a track goes on, with its expiry and code: then nothing of the text is kept. */
    private static String masked(String text) {
        String masked = CardNumberDetector.masked(text);
        return SensitiveAuthenticationData.isInText(masked) ? SensitiveAuthenticationData.masked(masked) : masked;
    }

    private static @Nullable String withoutCard(String field, @Nullable String raw, int characters)
            throws RecordRejectedException {
        String text = bounded(field, raw, characters, true);
        if (text != null && CardNumberDetector.isInId(text)) {
            throw new RecordRejectedException(
                    RejectionCode.CARD_NUMBER, field, "holds what looks like a card number; send a token in its place");
        }
        return text;
    }

    /** @param exact whether texts that differ in anything that is seen must stay different */
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
                    "has more than " + MAX_MARKS + " marks on one character; send text");
        }
        text = clean(text);
        if (text.length() > characters) {
            throw tooLong(field, text, characters);
        }
        return text.isEmpty() ? null : text;
    }

    private static RecordRejectedException tooLong(String field, String text, int characters) {
        return new RecordRejectedException(
                RejectionCode.TEXT_TOO_LONG, field, "has " + text.length() + " characters; at most " + characters);
    }

    /** As much as is brought to its form; a number that the cut would split is left out. */
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
        // Half of a surrogate pair would not survive the way to bytes and back.
        boolean split = Character.isHighSurrogate(text.charAt(characters - 1));
        return text.substring(0, split ? characters - 1 : characters);
    }

    /**
     * One form for what reads the same: no control or direction characters, composed (NFC), no outer spaces. Composed
     * last, for what stood on both sides of a control character may belong together. Of many marks on one character
     * only the first are kept, for composing takes time that grows with the square of their number.
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

    /** Whether all of it is below the first character that NFC may change, and none is a control character. */
    private static boolean isComposed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || (c > '~' && c <= LAST_CONTROL) || c >= FIRST_COMBINING) {
                return false;
            }
        }
        return true;
    }

    /** Unicode's embedding, override and isolate characters, which make a name read as another. */
    private static boolean isDirection(int c) {
        return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }
}
