package io.nacre.codec.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Times of JSON records: text by RFC 3339, or milliseconds since 1970. */
final class JsonTimes {

    /** With seconds and an offset. ISO 8601 allows more forms. */
    private static final Pattern RFC_3339 = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}"
            + "(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})");

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** RFC 3339 has four digits for the year. */
    private static final long FIRST_MS = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();

    private static final long LAST_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private JsonTimes() {}

    /** Milliseconds since 1970, further digits cut off; empty if the text is no time with an offset. */
    static OptionalLong parse(String text) {
        if (!RFC_3339.matcher(text).matches()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(text, Instant::from)
                    .toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    static boolean isInRange(long ms) {
        return ms >= FIRST_MS && ms <= LAST_MS;
    }

    /** Text in UTC with milliseconds; only for times {@linkplain #isInRange in range}. */
    static String format(long ms) {
        return MILLISECONDS.format(Instant.ofEpochMilli(ms));
    }
}
