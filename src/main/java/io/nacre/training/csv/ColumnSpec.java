package io.nacre.training.csv;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How one value is made from the cells of a row. A plain text in a mapping is the name of a column. */
public final class ColumnSpec {

    private ColumnSpec() {}

    /**
     * A text: a column, several columns joined, or the same for every row.
     *
     * @param column its name; "#row" is the number of the row, from 0
     * @param columns several, joined with {@code join} ("-" unless stated)
     * @param missing stands for an empty one of {@code columns}; unless stated, one empty empties all
     * @param constant instead of a column
     * @param matching a regular expression; a text that does not match it whole counts as empty
     * @param values what the texts of the column stand for
     * @param otherwise what a text that {@code values} does not list stands for; unless stated that is a bad row
     * @param tokenise a file that names the key by which the column's card numbers become tokens
     * @param suffix stands behind the text
     * @param numericIds whether the column's digits are ids that may look like card numbers, such as 64-bit hashes:
     *     then only what becomes of them with prefix and suffix is looked at, as in a record
     */
    public record Text(
            @Nullable String column,
            @Nullable List<String> columns,
            @Nullable String join,
            @Nullable String missing,
            @Nullable String prefix,
            @Nullable String constant,
            @Nullable Pattern matching,
            @Nullable Map<String, String> values,
            @Nullable String otherwise,
            @Nullable String tokenise,
            @Nullable String suffix,
            @Nullable Boolean numericIds) {

        @JsonCreator
        public Text {
            requireOne("column, columns or constant", column, columns, constant);
            join = join == null ? "-" : join;
            prefix = prefix == null ? "" : prefix;
            suffix = suffix == null ? "" : suffix;
            numericIds = numericIds == null ? Boolean.FALSE : numericIds;
        }

        @JsonCreator
        public static Text column(String name) {
            return new Text(name, null, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /**
     * A moment.
     *
     * @param format "epoch-seconds", "epoch-millis", "epoch-micros", "iso", "seconds since 2018-04-01T00:00:00Z" (or
     *     hours, days), or a pattern of DateTimeFormatter such as "yyyy-MM-dd HH:mm:ss"; "iso" unless stated. A time
     *     without an offset is in the mapping's time-zone
     */
    public record Time(
            @Nullable String column,
            @Nullable List<String> columns,
            @Nullable String join,
            @Nullable String format) {

        @JsonCreator
        public Time {
            requireOne("column or columns", column, columns);
            format = format == null ? "iso" : format;
            TimeFormat unused = TimeFormat.of(format, null);
        }

        @JsonCreator
        public static Time column(String name) {
            return new Time(name, null, null, null);
        }

        Text text() {
            return new Text(column, columns, join, null, null, null, null, null, null, null, null, null);
        }
    }

    /** A number, multiplied by {@code scale} (1) and then shifted by {@code offset} (0). */
    public record Decimal(
            @Nullable String column,
            @Nullable String constant,
            @Nullable Double scale,
            @Nullable Double offset) {

        @JsonCreator
        public Decimal {
            requireOne("column or constant", column, constant);
        }

        @JsonCreator
        public static Decimal column(String name) {
            return new Decimal(name, null, null, null);
        }

        double scaled(double value) {
            return value * (scale == null ? 1 : scale) + (offset == null ? 0 : offset);
        }

        Text text() {
            return new Text(column, null, null, null, null, constant, null, null, null, null, null, null);
        }
    }

    /** A point on the globe in degrees, or on a grid that is laid on it. */
    public record Point(Decimal latitude, Decimal longitude) {
        public Point {
            require(latitude, "latitude");
            require(longitude, "longitude");
        }
    }

    /**
     * An amount.
     *
     * @param minorUnits true where it is in minor units such as 1999, and not in major units such as 19.99
     * @param rounding what to do with more fraction digits than the currency has; a bad row unless stated
     */
    public record Amount(
            @Nullable String column,
            @Nullable String constant,
            @Nullable NegativeAmounts negative,
            @Nullable Boolean minorUnits,
            @Nullable Rounding rounding) {

        @JsonCreator
        public Amount {
            requireOne("column or constant", column, constant);
            negative = negative == null ? NegativeAmounts.REFUSE : negative;
            minorUnits = minorUnits == null ? Boolean.FALSE : minorUnits;
            rounding = rounding == null ? Rounding.REFUSE : rounding;
        }

        @JsonCreator
        public static Amount column(String name) {
            return new Amount(name, null, null, null, null);
        }

        Text text() {
            return new Text(column, null, null, null, null, constant, null, null, null, null, null, null);
        }
    }

    /** What to do with an amount below zero: a refund in some files, a mistake in others. */
    public enum NegativeAmounts {
        REFUSE,
        ABSOLUTE,
        SKIP
    }

    /** What to do with an amount of more fraction digits than its currency has. */
    public enum Rounding {
        REFUSE,
        @JsonProperty("half-up")
        HALF_UP
    }

    /** An IP address, as text or as a number (IPv4). */
    public record Ip(String column, @Nullable Format format) {

        /** How the address is written. */
        public enum Format {
            TEXT,
            NUMBER
        }

        @JsonCreator
        public Ip {
            require(column, "column");
            format = format == null ? Format.TEXT : format;
        }

        @JsonCreator
        public static Ip column(String name) {
            return new Ip(name, null);
        }
    }

    /** Refuses a mapping that leaves out what it needs. */
    static void require(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing; add it");
        }
    }

    private static void requireOne(String names, @Nullable Object... choices) {
        int given = 0;
        for (Object choice : choices) {
            given += choice == null ? 0 : 1;
        }
        if (given != 1) {
            throw new IllegalArgumentException("exactly one of " + names + " is needed");
        }
    }
}
