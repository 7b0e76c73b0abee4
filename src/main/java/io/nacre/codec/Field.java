package io.nacre.codec;

import io.nacre.payment.CardNumber;
import io.nacre.payment.Currencies;
import io.nacre.payment.Money;
import io.nacre.payment.Origin;
import io.nacre.payment.Place;
import io.nacre.reference.Countries;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What every field must satisfy, and the form it is brought to, before it may become part of a value. */
final class Field {

    /** Longest id, token or person, UTF-16 units. */
    static final int ID_CHARACTERS = 128;

    /** Longest name or reason code, UTF-16 units. */
    static final int NAME_CHARACTERS = 256;

    /** Longest note or URI, UTF-16 units. */
    static final int NOTE_CHARACTERS = 2048;

    /** Longest key of an attribute or signal, UTF-16 units. */
    static final int KEY_CHARACTERS = 64;

    /** Most entries of a map. */
    static final int ENTRIES = 32;

    /** How far a time may lie ahead of the record's own timestamp: clocks differ, time zones are mistaken. */
    static final Duration AHEAD = Duration.ofDays(1);

    private static final long AHEAD_MS = AHEAD.toMillis();

    private static final char LAST_CONTROL = '\u009F';
    private static final char FIRST_COMBINING = '\u0300';

    private static final long EARLIEST_MS =
            Instant.parse("1990-01-01T00:00:00Z").toEpochMilli();

    private Field() {}

    static String id(String field, @Nullable String raw) throws Rejection {
        return present(field, optionalId(field, raw));
    }

    static @Nullable String optionalId(String field, @Nullable String raw) throws Rejection {
        String id = bounded(field, raw, ID_CHARACTERS);
        refuseCard(field, id != null && CardNumber.isInId(id));
        return id;
    }

    /** What a machine calls something, such as a folder: numbers in it are taken for cards' no sooner than in an id. */
    static String name(String field, @Nullable String raw, int characters) throws Rejection {
        String name = bounded(field, raw, characters);
        refuseCard(field, name != null && CardNumber.isInId(name));
        return present(field, name);
    }

    static String text(String field, @Nullable String raw, int characters) throws Rejection {
        return present(field, optionalText(field, raw, characters));
    }

    static @Nullable String optionalText(String field, @Nullable String raw, int characters) throws Rejection {
        String text = bounded(field, raw, characters);
        refuseCard(field, text != null && CardNumber.isInText(text));
        return text;
    }

    /** A time that something happened at: not before 1990, nor more than a day ahead of the record's timestamp. */
    static long time(String field, Instant time, Origin origin) throws Rejection {
        return time(field, time.toEpochMilli(), origin);
    }

    static long time(String field, long ms, Origin origin) throws Rejection {
        if (ms < EARLIEST_MS) {
            throw new Rejection(RejectionCode.TIME_RANGE, field, "is before 1990; send milliseconds since 1970");
        }
        return past(field, ms, origin);
    }

    /** A time since when something holds: however long ago, but not more than a day ahead of the record's timestamp. */
    static long past(String field, Instant time, Origin origin) throws Rejection {
        return past(field, time.toEpochMilli(), origin);
    }

    private static long past(String field, long ms, Origin origin) throws Rejection {
        boolean clockKnown = origin.timestampMs() > 0;
        if (clockKnown && ms - AHEAD_MS > origin.timestampMs()) {
            throw new Rejection(
                    RejectionCode.TIME_RANGE,
                    field,
                    "is more than a day ahead of the record's timestamp; check the sender's clock");
        }
        return ms;
    }

    static @Nullable Long optionalMs(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    static Money money(String field, long minorUnits, String currency) throws Rejection {
        long amount = amount(field, minorUnits);
        return new Money(amount, currency(currency));
    }

    static long amount(String field, long minorUnits) throws Rejection {
        if (minorUnits < 0 || minorUnits > Money.MAX_MINOR_UNITS) {
            // Not quoted: so large a number may be a card's.
            String flaw = minorUnits < 0 ? "is negative" : "is above 2^53";
            throw new Rejection(RejectionCode.AMOUNT_RANGE, field, flaw + "; send minor units from 0 to 2^53");
        }
        return minorUnits;
    }

    /** A code of ISO 4217 in upper case. */
    static String currency(String raw) throws Rejection {
        String code = raw.strip().toUpperCase(Locale.ROOT);
        if (!Currencies.isKnown(code)) {
            throw new Rejection(RejectionCode.CURRENCY_UNKNOWN, "currency", "is no ISO 4217 code");
        }
        return code;
    }

    static @Nullable Place place(String field, io.nacre.avro.@Nullable Place place) throws Rejection {
        return place == null ? null : place(field, place.getLatitude(), place.getLongitude());
    }

    static Place place(String field, double latitude, double longitude) throws Rejection {
        if (!Place.isPossible(latitude, longitude)) {
            throw new Rejection(
                    RejectionCode.PLACE_IMPOSSIBLE, field, "is not on the globe; send degrees, or null where unknown");
        }
        return new Place(latitude, longitude);
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

    static double finite(String field, double value) throws Rejection {
        if (!Double.isFinite(value)) {
            throw new Rejection(RejectionCode.NOT_A_NUMBER, field, "is NaN or infinite; send null where unknown");
        }
        return value;
    }

    /** The same symbol of our enum; the generated ones have UNKNOWN besides. */
    static <E extends Enum<E>> E symbol(String field, Class<E> type, Enum<?> symbol) throws Rejection {
        if (symbol.name().equals("UNKNOWN")) {
            throw new Rejection(RejectionCode.SYMBOL_UNKNOWN, field, "is a word that this version does not know");
        }
        return Enum.valueOf(type, symbol.name());
    }

    /** An empty map in the order of its keys, so that equal records give equal values; refuses one with too many. */
    static <V> Map<String, V> sortedFor(String field, Map<String, ?> raw) throws Rejection {
        if (raw.size() > ENTRIES) {
            throw new Rejection(
                    RejectionCode.ENTRIES_TOO_MANY, field, "has " + raw.size() + " entries; at most " + ENTRIES);
        }
        return new TreeMap<>();
    }

    private static String present(String field, @Nullable String text) throws Rejection {
        if (text == null) {
            throw new Rejection(RejectionCode.FIELD_EMPTY, field, "is required and empty");
        }
        return text;
    }

    private static void refuseCard(String field, boolean found) throws Rejection {
        if (found) {
            throw new Rejection(
                    RejectionCode.CARD_NUMBER, field, "holds what looks like a card number; send a token in its place");
        }
    }

    private static @Nullable String bounded(String field, @Nullable String raw, int characters) throws Rejection {
        String text = raw == null ? "" : clean(raw);
        if (text.length() > characters) {
            throw new Rejection(
                    RejectionCode.TEXT_TOO_LONG, field, "has " + text.length() + " characters; at most " + characters);
        }
        return text.isEmpty() ? null : text;
    }

    /**
     * One form for what reads the same: no control or direction characters, composed (NFC), no outer spaces. Composed
     * last, for what stood on both sides of a control character may belong together.
     */
    private static String clean(String raw) {
        if (isComposed(raw)) {
            return raw.strip();
        }
        StringBuilder kept = new StringBuilder(raw.length());
        raw.codePoints()
                .filter(c -> !Character.isISOControl(c) && !isDirection(c))
                .forEach(kept::appendCodePoint);
        return Normalizer.normalize(kept, Normalizer.Form.NFC).strip();
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
