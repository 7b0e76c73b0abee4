package io.nacre.training.inspect;

import io.nacre.training.csv.NumberSyntax;
import org.jspecify.annotations.Nullable;

/** The content of a column, collected in one pass and in bounded memory. */
final class ColumnProfile {

    private static final int MAX_DISTINCT = 4096;

    private final NumberSyntax syntax;
    private final DistinctCounter distinct = new DistinctCounter(MAX_DISTINCT);
    private long rows;
    private long empty;
    private long numbers;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    ColumnProfile(NumberSyntax syntax) {
        this.syntax = syntax;
    }

    void add(@Nullable String text) {
        rows++;
        if (text == null) {
            empty++;
            return;
        }
        distinct.add(text);
        double number = number(text);
        if (!Double.isNaN(number)) {
            numbers++;
            min = Math.min(min, number);
            max = Math.max(max, number);
        }
    }

    double emptyShare() {
        return rows == 0 ? 0 : (double) empty / rows;
    }

    DistinctCounter distinct() {
        return distinct;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Whether every text of the column is a number. */
    boolean isNumber() {
        return numbers > 0 && numbers == rows - empty;
    }

    /** "number", "text", "text and numbers" or "empty". */
    String type() {
        if (rows == empty) {
            return "empty";
        }
        return isNumber() ? "number" : numbers == 0 ? "text" : "text and numbers";
    }

    /** The value of a text as a number; NaN if it is not a number. */
    double number(String text) {
        return syntax.valueOf(text);
    }
}
