package io.nacre.training.csv;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The time format of a file, see {@link ColumnSpec.Time}. Invalid dates and hours are rejected. An offset or a region
 * in the text takes precedence; otherwise the time is in the zone of the file. Local times that a clock change skips
 * are rejected. Local times that a clock change repeats are read as the first of the two.
 */
final class TimeFormat {

    private static final Pattern SINCE = Pattern.compile("(seconds|hours|days) since (.*)");

    /** Milliseconds per unit of the formats that count from 1970. */
    private static final Map<String, BigDecimal> EPOCH_MS = epochMs();

    /** Fields that remain if a pattern does not define the time of day completely. */
    private static final List<ChronoField> CLOCK = List.of(
            ChronoField.HOUR_OF_DAY,
            ChronoField.HOUR_OF_AMPM,
            ChronoField.AMPM_OF_DAY,
            ChronoField.MINUTE_OF_HOUR,
            ChronoField.SECOND_OF_MINUTE,
            ChronoField.NANO_OF_SECOND);

    /** An afternoon, to distinguish 12-hour from 24-hour clocks. */
    private static final ZonedDateTime SAMPLE =
            ZonedDateTime.of(2026, 11, 23, 14, 35, 46, 123_000_000, ZoneOffset.ofHours(1));

    private final String format;
    private final ToLongFunction<String> parser;

    private TimeFormat(String format, ToLongFunction<String> parser) {
        this.format = format;
        this.parser = parser;
    }

    /** @param zone of local times; null if the mapping has none */
    static TimeFormat of(String format, @Nullable ZoneId zone) {
        Matcher since = SINCE.matcher(format);
        if (since.matches()) {
            BigDecimal unitMs = unitMs(since.group(1));
            long originMs = origin(since.group(2));
            return new TimeFormat(format, text -> Math.addExact(originMs, millis(text, unitMs)));
        }
        BigDecimal unitMs = EPOCH_MS.get(format);
        if (unitMs != null) {
            return new TimeFormat(format, text -> millis(text, unitMs));
        }
        return new TimeFormat(
                format,
                format.equals("iso") ? text -> iso(text, zone) : pattern(format, zone == null ? ZoneOffset.UTC : zone));
    }

    /** Converts a text to ms since 1970. An invalid time makes a bad row. */
    long millis(String text, String name) {
        try {
            return parser.applyAsLong(text);
        } catch (DateTimeException | ArithmeticException | BadRowException e) {
            String detail = e instanceof LocalTimeException ? ": " + e.getMessage() : ": correct it";
            throw new BadRowException(name, text + " is not a time in the format " + format + detail);
        }
    }

    /** Suggests the unit in which an implausible time would be plausible; empty if there is none. */
    String hint(long ms, LongPredicate plausible) {
        BigDecimal unitMs = EPOCH_MS.get(format);
        if (unitMs == null) {
            return "";
        }
        for (Map.Entry<String, BigDecimal> other : EPOCH_MS.entrySet()) {
            BigDecimal count = BigDecimal.valueOf(ms).divide(unitMs);
            BigDecimal instead = count.multiply(other.getValue());
            if (instead.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) < 0
                    && plausible.test(instead.longValue())) {
                return ": in the format " + other.getKey() + " it would be "
                        + Instant.ofEpochMilli(instead.longValue());
            }
        }
        return "";
    }

    private static Map<String, BigDecimal> epochMs() {
        Map<String, BigDecimal> units = new LinkedHashMap<>();
        units.put("epoch-seconds", unitMs("seconds"));
        units.put("epoch-millis", BigDecimal.ONE);
        units.put("epoch-micros", new BigDecimal("0.001"));
        return units;
    }

    private static long origin(String text) {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "format: " + text + " is not an instant such as 2018-04-01T00:00:00Z", e);
        }
    }

    private static BigDecimal unitMs(String unit) {
        return BigDecimal.valueOf(
                ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT)).getDuration().toMillis());
    }

    /** Rejects an exponent, because it probably means a rounded number. */
    private static long millis(String count, BigDecimal unitMs) {
        if (count.indexOf('e') >= 0 || count.indexOf('E') >= 0) {
            throw new LocalTimeException("write it without an exponent");
        }
        return NumberSyntax.PLAIN
                .parse(count, "time")
                .multiply(unitMs)
                .setScale(0, RoundingMode.FLOOR)
                .longValueExact();
    }

    private static long iso(String text, @Nullable ZoneId zone) {
        int clock = text.indexOf('T');
        boolean hasOffset = text.endsWith("Z")
                || text.endsWith("z")
                || text.indexOf('+', clock) > 0
                || text.indexOf('-', clock) > clock;
        if (clock < 0 || hasOffset) {
            return Instant.parse(text).toEpochMilli();
        }
        LocalDateTime local = LocalDateTime.parse(text);
        if (zone == null) {
            throw new LocalTimeException("it has no offset such as Z; set time-zone in the mapping");
        }
        return local.toInstant(offset(local, zone)).toEpochMilli();
    }

    private static ToLongFunction<String> pattern(String pattern, ZoneId zone) {
        DateTimeFormatter formatter = formatter(pattern);
        requireMoment(pattern, formatter);
        return text -> millis(formatter.parse(text), zone);
    }

    private static DateTimeFormatter formatter(String pattern) {
        try {
            // A year without an era is a year of the common era, also in strict mode.
            return new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .parseDefaulting(ChronoField.ERA, 1)
                    .toFormatter(Locale.US)
                    .withResolverStyle(ResolverStyle.STRICT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "format: " + pattern
                            + " is not one of epoch-seconds, epoch-millis, epoch-micros, iso, \"seconds since <instant>\""
                            + " (or hours, days), and not a date pattern",
                    e);
        }
    }

    /** Rejects a pattern without the day or the hour. */
    private static void requireMoment(String pattern, DateTimeFormatter formatter) {
        if (pattern.replaceAll("'[^']*'", "").matches(".*[zv].*")) {
            throw new IllegalArgumentException("format: " + pattern + " has zone names such as CST, which have"
                    + " several meanings: write the name in quotes and set time-zone in the mapping");
        }
        boolean hasDate;
        boolean hasTime;
        try {
            TemporalAccessor sample = formatter.parse(formatter.format(SAMPLE));
            hasDate = sample.query(TemporalQueries.localDate()) != null;
            hasTime = isWhole(sample);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "format: " + pattern + " cannot be parsed, correct it: " + e.getMessage(), e);
        }
        if (!hasDate) {
            throw new IllegalArgumentException(
                    "format: " + pattern + " has no day: use a year (yyyy), a month (MM, not mm) and a day (dd)");
        }
        if (!hasTime) {
            throw new IllegalArgumentException("format: " + pattern
                    + " is ambiguous: hh is an hour of twelve and needs a (AM or PM); HH is one of twenty-four, mm the"
                    + " minute");
        }
    }

    /** Whether the time of day is complete or absent. */
    private static boolean isWhole(TemporalAccessor parsed) {
        return parsed.query(TemporalQueries.localTime()) != null
                || CLOCK.stream().noneMatch(parsed::isSupported);
    }

    private static long millis(TemporalAccessor parsed, ZoneId zone) {
        if (!isWhole(parsed)) {
            throw new LocalTimeException("its hour is ambiguous");
        }
        LocalDate date = LocalDate.from(parsed);
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local = date.atTime(time == null ? LocalTime.MIDNIGHT : time);
        return local.toInstant(offset(parsed, local, zone)).toEpochMilli();
    }

    private static ZoneOffset offset(TemporalAccessor parsed, LocalDateTime local, ZoneId zone) {
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS));
        }
        ZoneId named = parsed.query(TemporalQueries.zone());
        return offset(local, named == null ? zone : named);
    }

    private static ZoneOffset offset(LocalDateTime local, ZoneId zone) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            throw new LocalTimeException("a clock change in " + zone + " skips this time; correct it");
        }
        return offsets.get(0);
    }

    /** A more precise reason why a text is not a valid time. */
    private static final class LocalTimeException extends DateTimeException {

        private static final long serialVersionUID = 1;

        LocalTimeException(String message) {
            super(message);
        }
    }
}
