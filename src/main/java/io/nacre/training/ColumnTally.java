package io.nacre.training;

import org.jspecify.annotations.Nullable;

/** What a column holds, gathered in one pass and in bounded memory. */
final class ColumnTally {

    private static final int DISTINCT_KEPT = 4096;

    private final DistinctSample distinct = new DistinctSample(DISTINCT_KEPT);
    private long rows;
    private long empty;
    private long numbers;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    void see(@Nullable String text) {
        rows++;
        if (text == null) {
            empty++;
            return;
        }
        distinct.see(text);
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

    DistinctSample distinct() {
        return distinct;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }

    /** Every text of the column is a number. */
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

    /** The number a text stands for, a currency sign and thousands commas left aside; NaN where it is none. */
    static double number(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = (c >= '0' && c <= '9') || "+-.eE,$".indexOf(c) >= 0;
            if (!part) {
                return Double.NaN;
            }
        }
        try {
            return Header.decimal(text, "number").doubleValue();
        } catch (BadRowException e) {
            return Double.NaN;
        }
    }
}
