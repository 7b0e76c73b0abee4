package io.nacre.training.inspect;

import io.nacre.payment.CardNumberDetector;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Summarises the values of a column without showing card numbers. */
final class ColumnSummary {

    private static final int FREQUENT = 3;
    private static final double FREQUENT_SHARE = 0.001;
    private static final int LONGEST = 24;
    private static final MathContext DIGITS = new MathContext(6);

    private ColumnSummary() {}

    /** @param sample texts of the column, none of them empty */
    static String of(ColumnProfile tally, List<String> sample) {
        return tally.isNumber() ? range(tally, sample) : frequent(sample);
    }

    private static String range(ColumnProfile tally, List<String> sample) {
        double[] numbers = sample.stream().mapToDouble(tally::number).sorted().toArray();
        String median = numbers.length == 0 ? "" : "median " + number(numbers[numbers.length / 2]) + ", ";
        return median + number(tally.min()) + " to " + number(tally.max());
    }

    private static String frequent(List<String> sample) {
        Map<String, Integer> counts = new HashMap<>();
        sample.forEach(text -> counts.merge(text, 1, Integer::sum));
        String frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= FREQUENT_SHARE * sample.size())
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(FREQUENT)
                .map(entry -> shortened(CardNumberDetector.masked(entry.getKey()))
                        + String.format(Locale.ROOT, " %.1f %%", 100.0 * entry.getValue() / sample.size()))
                .collect(Collectors.joining(", "));
        return frequent.isEmpty() && !sample.isEmpty() ? "none frequent" : frequent;
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }

    private static String number(double value) {
        BigDecimal exact = new BigDecimal(value);
        boolean whole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
        return CardNumberDetector.masked(
                (whole ? exact : exact.round(DIGITS)).stripTrailingZeros().toPlainString());
    }
}
