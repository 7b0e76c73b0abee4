package io.nacre.training;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How files write moments; see {@link Cells.Time}. */
final class TimeFormat {

    private static final Pattern SINCE = Pattern.compile("(seconds|hours|days) since (.*)");
    private static final BigDecimal SECOND_MS = unitMs("seconds");

    private TimeFormat() {}

    static void check(String format) {
        ToLongFunction<String> unused = parser(format);
    }

    /** From text to ms since 1970; throws DateTimeException or NumberFormatException on what is not in the format. */
    static ToLongFunction<String> parser(String format) {
        Matcher since = SINCE.matcher(format);
        if (since.matches()) {
            BigDecimal unitMs = unitMs(since.group(1));
            long originMs = origin(since.group(2));
            return text -> originMs + millis(text, unitMs);
        }
        return switch (format) {
            case "epoch-seconds" -> text -> millis(text, SECOND_MS);
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

    private static BigDecimal unitMs(String unit) {
        return BigDecimal.valueOf(
                ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT)).getDuration().toMillis());
    }

    private static long millis(String count, BigDecimal unitMs) {
        return new BigDecimal(count).multiply(unitMs).longValue();
    }

    private static ToLongFunction<String> pattern(String pattern) {
        DateTimeFormatter formatter;
        try {
            formatter = DateTimeFormatter.ofPattern(pattern, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "format: " + pattern
                            + " is none of epoch-seconds, epoch-millis, iso, \"seconds since <instant>\" (or"
                            + " hours, days),"
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
