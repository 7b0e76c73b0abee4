package io.nacre.training.csv;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The specification of one value of a row. In a mapping, a plain text is the name of a column. */
public final class ColumnSpec {

    private ColumnSpec() {}

    /**
     * A text: one column, several joined columns, or a constant.
     *
     * @param column the name of the column; "#row" is the row number, starting at 0
     * @param columns several columns, joined with {@code join} (default "-")
     * @param missing replaces an empty cell of {@code columns}; by default one empty cell makes the result empty
     * @param constant a constant instead of a column
     * @param matching a regular expression; a text that does not match it completely counts as empty
     * @param values maps the texts of the column to values
     * @param otherwise the value of texts that are not in {@code values}; by default such a row is bad
     * @param tokenise the key file with which the column's card numbers become tokens
     * @param suffix appended to the text
     * @param numericIds whether the column has numeric ids that may look like card numbers, such as 64-bit hashes. Then
     *     only the id with prefix and suffix is checked, as in a record
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
     * A time.
     *
     * @param format "epoch-seconds", "epoch-millis", "epoch-micros", "iso", "seconds since 2018-04-01T00:00:00Z" (or
     *     hours, days), or a pattern of DateTimeFormatter such as "yyyy-MM-dd HH:mm:ss"; default "iso". A time without
     *     an offset is in the mapping's time-zone
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

    /** A number: {@code value * scale + offset}, by default with scale 1 and offset 0. */
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

    /** A location in degrees, or on a grid that is mapped to degrees. */
    public record Point(Decimal latitude, Decimal longitude) {
        public Point {
            require(latitude, "latitude");
            require(longitude, "longitude");
        }
    }

    /**
     * An amount.
     *
     * @param minorUnits true for minor units such as 1999, false for major units such as 19.99
     * @param rounding the rule for more decimals than the currency has; by default such a row is bad
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

    /** The meaning of negative amounts: refunds in some files, errors in others. */
    public enum NegativeAmounts {
        REFUSE,
        ABSOLUTE,
        SKIP
    }

    /** The rule for amounts with more decimals than the currency has. */
    public enum Rounding {
        REFUSE,
        @JsonProperty("half-up")
        HALF_UP
    }

    /** An IP address, as text or as a number (IPv4). */
    public record Ip(String column, @Nullable Format format) {

        /** The notation of the IP address. */
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

    /** Rejects a mapping without a required key. */
    static void require(@Nullable Object value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing: add it");
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
