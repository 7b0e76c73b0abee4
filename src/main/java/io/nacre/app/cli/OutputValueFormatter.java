package io.nacre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Converts values to JSON, and to cells of CSV or text. */
final class OutputValueFormatter {

    private OutputValueFormatter() {}

    /** A text, a number, a boolean, null, or a list or map of these. */
    static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((name, each) -> plain.put(String.valueOf(name), plain(each)));
            return plain;
        }
        if (value instanceof Iterable<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return null;
        }
        return value == null || value instanceof Number || value instanceof Boolean ? value : value.toString();
    }

    /** For text: three decimals, list elements separated by spaces, a dash for null. */
    static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.3f", number);
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "-"
                    : list.stream().map(OutputValueFormatter::text).collect(Collectors.joining(" "));
        }
        return value == null ? "-" : value.toString();
    }

    /** For CSV: as in JSON, but list elements separated by spaces, and empty for null. */
    static String cell(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(OutputValueFormatter::cell).collect(Collectors.joining(" "));
        }
        return value == null ? "" : value.toString();
    }

    /** The leaves of nested values by their paths, such as {@code payment.amount} and {@code reasons.0.code}. */
    static Map<String, @Nullable Object> flat(Map<?, ?> values) {
        Map<String, @Nullable Object> leaves = new LinkedHashMap<>();
        flatten("", values, leaves);
        return leaves;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, @Nullable Object> leaves) {
        String begin = path.isEmpty() ? "" : path + ".";
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> flatten(begin + name, each, leaves));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(begin + i, list.get(i), leaves);
            }
        } else {
            leaves.put(path, value);
        }
    }
}
