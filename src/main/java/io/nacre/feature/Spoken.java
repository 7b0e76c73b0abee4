package io.nacre.feature;

import java.util.Locale;

/** Numbers as an analyst reads them. */
public final class Spoken {

    /** From here on up, digits after the point say nothing. */
    private static final double LARGE = 100;

    /** As far as a number of a vector, a float, may lie from a whole one that it stands for. */
    private static final double ROUNDING = 1e-6;

    private Spoken() {}

    /** Three digits, or all of a large or whole number. */
    public static String number(double value) {
        boolean whole = Math.abs(Math.rint(value) - value) <= ROUNDING * Math.abs(value) || Math.abs(value) >= LARGE;
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.3g", value);
    }

    /** Major units with two digits after the point. */
    static String money(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
