package io.nacre.training.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The number format of a file. If neither mark is set, a number has digits and at most one decimal point. Any other
 * candidate is {@linkplain AmbiguousNumberException ambiguous}.
 *
 * @param decimal the decimal mark; null if the mapping has none
 * @param grouping the grouping mark; null if the mapping has none
 */
public record NumberSyntax(
        @Nullable Character decimal, @Nullable Character grouping) {

    /** The format of a mapping without marks. */
    static final NumberSyntax UNSTATED = new NumberSyntax(null, null);

    /** Digits with at most one decimal point: for numbers that programs write, such as seconds. */
    static final NumberSyntax PLAIN = new NumberSyntax('.', null);

    private static final String GROUPING_MARKS = ",.'’_ ";

    /** Includes the no-break spaces that are common between groups. */
    private static final String SPACES = " \u00A0\u202F";

    /** Longer than any formatted double. */
    private static final int MAX_CHARACTERS = 64;

    /** The maximum exponent of a double. Larger exponents could take minutes to compute. */
    private static final int MAX_EXPONENT = 308;

    private static final Pattern SIGNED = Pattern.compile("([+-]?)\\$?([+-]?)(.*)", Pattern.DOTALL);
    private static final Pattern EXPONENT = Pattern.compile("(.*)[eE]([+-]?[0-9]{1,4})");
    private static final Pattern FIGURES = Pattern.compile("[0-9.,'’_ \u00A0\u202F]*[0-9][0-9.,'’_ \u00A0\u202F]*");

    public NumberSyntax {
        if (decimal != null && decimal != '.' && decimal != ',') {
            throw new IllegalArgumentException("decimal-mark is invalid: use \".\" or \",\"");
        }
        if (grouping != null && GROUPING_MARKS.indexOf(grouping) < 0) {
            throw new IllegalArgumentException("grouping-mark is invalid: use one of \",\" \".\" \"'\" \"_\" \" \"");
        }
        if (decimal == null && grouping != null) {
            decimal = grouping == '.' ? ',' : '.';
        }
        if (decimal != null && decimal.equals(grouping)) {
            throw new IllegalArgumentException("decimal-mark and grouping-mark are equal: use different marks");
        }
    }

    /** Parses a number. A leading dollar sign is ignored. */
    BigDecimal parse(String text, String name) {
        BigDecimal number = parsed(text);
        if (number != null) {
            return number;
        }
        if (decimal == null && isAmbiguous(text)) {
            throw new AmbiguousNumberException(name, ambiguity(text));
        }
        throw new BadRowException(name, text + " is not a number: correct it, or remove the row");
    }

    /** The number as a double; NaN if it is invalid or ambiguous. */
    public double valueOf(String text) {
        BigDecimal number = parsed(text);
        return number == null ? Double.NaN : number.doubleValue();
    }

    private @Nullable BigDecimal parsed(String text) {
        if (text.length() > MAX_CHARACTERS) {
            return null;
        }
        if (decimal == null || decimal == '.') {
            BigDecimal simple = simple(text);
            if (simple != null) {
                return simple;
            }
        }
        String body = unsigned(text);
        if (body == null) {
            return null;
        }
        Matcher scientific = EXPONENT.matcher(body);
        boolean hasExponent = scientific.matches();
        String figures = hasExponent ? scientific.group(1) : body;
        int exponent = hasExponent ? Integer.parseInt(scientific.group(2)) : 0;
        String plain = ungrouped(figures);
        if (plain == null || Math.abs(exponent) > MAX_EXPONENT) {
            return null;
        }
        BigDecimal number = new BigDecimal(plain).scaleByPowerOfTen(exponent);
        if (Double.isInfinite(number.doubleValue())) {
            return null;
        }
        return isNegative(text) ? number.negate() : number;
    }

    /** Parses digits with at most one point and a sign, the most common format. */
    private static @Nullable BigDecimal simple(String text) {
        int points = 0;
        int digits = 0;
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else {
                return null;
            }
        }
        return digits > 0 && points <= 1 ? new BigDecimal(text) : null;
    }

    /** The number without sign and dollar sign; null if it has two signs. */
    private static @Nullable String unsigned(String text) {
        Matcher matcher = SIGNED.matcher(text);
        boolean once = matcher.matches()
                && (matcher.group(1).isEmpty() || matcher.group(2).isEmpty());
        return once ? matcher.group(3) : null;
    }

    private static boolean isNegative(String text) {
        return text.startsWith("-") || text.startsWith("$-");
    }

    /** The number with a decimal point and without grouping marks; null if it does not match this format. */
    private @Nullable String ungrouped(String figures) {
        char mark = decimal == null ? '.' : decimal;
        int at = figures.indexOf(mark);
        String whole = at < 0 ? figures : figures.substring(0, at);
        String fraction = at < 0 ? "" : figures.substring(at + 1);
        String digits = grouping == null || isDigits(whole) ? whole : withoutGroups(whole, grouping);
        if (digits == null || digits.length() + fraction.length() == 0 || !isDigits(digits) || !isDigits(fraction)) {
            return null;
        }
        return (digits.isEmpty() ? "0" : digits) + (fraction.isEmpty() ? "" : "." + fraction);
    }

    /** Removes grouping marks between groups of three digits, or of two as in India; null if the groups are invalid. */
    private static @Nullable String withoutGroups(String whole, char grouping) {
        String marks = grouping == ' ' ? SPACES : String.valueOf(grouping);
        List<String> groups = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= whole.length(); i++) {
            if (i == whole.length() || marks.indexOf(whole.charAt(i)) >= 0) {
                groups.add(whole.substring(from, i));
                from = i + 1;
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            int length = groups.get(i).length();
            boolean first = i == 0 && length >= 1 && length <= 3;
            boolean last = i > 0 && i == groups.size() - 1 && length == 3;
            boolean between = i > 0 && i < groups.size() - 1 && (length == 2 || length == 3);
            if (!first && !last && !between) {
                return null;
            }
        }
        return String.join("", groups);
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAmbiguous(String text) {
        String body = text.length() > MAX_CHARACTERS ? null : unsigned(text);
        return body != null && FIGURES.matcher(body).matches();
    }

    private static String ambiguity(String text) {
        String bare = text.replaceAll("[^0-9.,-]", "");
        String comma = bare.indexOf('.') > bare.indexOf(',')
                ? null
                : reading(bare.replace(".", "").replace(',', '.'));
        String point =
                bare.indexOf(',') > bare.indexOf('.') && bare.indexOf('.') >= 0 ? null : reading(bare.replace(",", ""));
        List<String> readings = new ArrayList<>();
        if (comma != null) {
            readings.add(comma + " (decimal-mark \",\")");
        }
        if (point != null) {
            readings.add(point + " (decimal-mark \".\")");
        }
        String may =
                readings.isEmpty() ? " has marks between its digits" : " could be " + String.join(" or ", readings);
        return text + may + ": set decimal-mark and grouping-mark in the mapping";
    }

    private static @Nullable String reading(String plain) {
        BigDecimal number = simple(plain);
        return number == null ? null : number.toPlainString();
    }
}
