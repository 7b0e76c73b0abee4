package io.nacre.training;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** How files write moments; see {@link Cells.Time}. */
final class TimeFormat {

    private static final String SECONDS_SINCE = "seconds since ";

    private TimeFormat() {}

    static void check(String format) {
        ToLongFunction<String> unused = parser(format);
    }

    /** From text to ms since 1970; throws DateTimeException or NumberFormatException on what is not in the format. */
    static ToLongFunction<String> parser(String format) {
        if (format.startsWith(SECONDS_SINCE)) {
            long originMs = origin(format.substring(SECONDS_SINCE.length()));
            return text -> originMs + millis(text);
        }
        return switch (format) {
            case "epoch-seconds" -> TimeFormat::millis;
            case "epoch-millis" -> Long::parseLong;
            case "iso" -> text -> Instant.parse(text).toEpochMilli();
            default -> pattern(format);
        };
    }

    private static long origin(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("format: " + text + " is no instant such as 2018-04-01T00:00:00Z", e);
        }
    }

    private static long millis(String seconds) {
        return new BigDecimal(seconds).movePointRight(3).longValue();
    }

    private static ToLongFunction<String> pattern(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "format: " + pattern + " is none of epoch-seconds, epoch-millis, iso, \"seconds since <instant>\","
                            + " and no date pattern either",
                    e);
        }
        return text -> utcMillis(formatter.parseBest(text, LocalDateTime::from, LocalDate::from));
    }

    private static long utcMillis(TemporalAccessor time) {
        LocalDateTime local = time instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(time);
        return local.toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
