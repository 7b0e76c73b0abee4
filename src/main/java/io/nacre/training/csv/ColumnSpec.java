package io.nacre.training.csv;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The specification of one value of a row. In a mapping, a plain text is the name of a column. */
public final class ColumnSpec {

    private ColumnSpec() {}

    /** A text: a column, several columns joined, or the same for every row. */
    public record Text(
            @JsonPropertyDescription("The name of the column; `#row` is the number of the row, from 0.") @Nullable
            String column,

            @JsonPropertyDescription("Several columns, joined.") @Nullable
            List<String> columns,

            @JsonPropertyDescription("The text between `columns`; `-` by default.") @Nullable
            String join,

            @JsonPropertyDescription("The text for an empty cell of `columns`; by default one empty cell makes the"
                    + " whole text empty.")
            @Nullable
            String missing,

            @JsonPropertyDescription("A text before the value.") @Nullable
            String prefix,

            @JsonPropertyDescription("The same text for each row, instead of a column.") @Nullable
            String constant,

            @JsonPropertyDescription("A regular expression; a text that does not match as a whole counts as empty.")
            @Nullable
            Pattern matching,

            @JsonPropertyDescription("Replacements: each text of the column with its new text.") @Nullable
            Map<String, String> values,

            @JsonPropertyDescription("The text for all that `values` does not list; by default that is a bad row.")
            @Nullable
            String otherwise,

            @JsonPropertyDescription("A file with the key that turns card numbers of the column into tokens.") @Nullable
            String tokenise,

            @JsonPropertyDescription("A text after the value.") @Nullable
            String suffix,

            @JsonPropertyDescription("`true` where ids are digits that may look like card numbers, such as 64-bit"
                    + " hashes. The check then looks at the value with prefix and suffix, as in a"
                    + " record.")
            @Nullable
            Boolean numericIds) {

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

    /** A moment. */
    public record Time(
            @JsonPropertyDescription("The name of the column.") @Nullable
            String column,

            @JsonPropertyDescription("Several columns, joined.") @Nullable
            List<String> columns,

            @JsonPropertyDescription("The text between `columns`; `-` by default.") @Nullable
            String join,

            @JsonPropertyDescription("`iso` (the default), `epoch-seconds`, `epoch-millis`, `epoch-micros`, a unit"
                    + " since a moment, or a pattern. See times.")
            @Nullable
            String format) {

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
            @JsonPropertyDescription("The name of the column.") @Nullable
            String column,

            @JsonPropertyDescription("The same number for each row, instead of a column.") @Nullable
            String constant,

            @JsonPropertyDescription("A factor; 1 by default.") @Nullable
            Double scale,

            @JsonPropertyDescription("A number to add after scaling; 0 by default.") @Nullable
            Double offset) {

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

    /** A location in degrees, or in the coordinates of a grid that a scale and offset convert to degrees. */
    public record Point(
            @JsonPropertyDescription("Degrees north.") Decimal latitude,
            @JsonPropertyDescription("Degrees east.") Decimal longitude) {
        public Point {
            require(latitude, "latitude");
            require(longitude, "longitude");
        }
    }

    /** An amount. */
    public record Amount(
            @JsonPropertyDescription("The name of the column.") @Nullable
            String column,

            @JsonPropertyDescription("The same amount for each row, instead of a column.") @Nullable
            String constant,

            @JsonPropertyDescription("For an amount below zero: `absolute` removes the sign, `skip` leaves out the"
                    + " row, `refuse` (the default) makes a bad row.")
            @Nullable
            NegativeAmounts negative,

            @JsonPropertyDescription("`true` where 1999 is 19.99; `false` by default.") @Nullable
            Boolean minorUnits,

            @JsonPropertyDescription("For more fraction digits than the currency has: `half-up` rounds, `refuse` (the"
                    + " default) makes a bad row.")
            @Nullable
            Rounding rounding) {

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
    public record Ip(
            @JsonPropertyDescription("The name of the column.")
            String column,

            @JsonPropertyDescription("`text` (the default), or `number` for IPv4 addresses as numbers.") @Nullable
            Format format) {

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
