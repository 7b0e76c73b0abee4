package io.nacre.training.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The 95 % confidence interval of a metric; NaN if it could not be computed on any resample. */
public record Interval(double low, double high) {

    private static final double TAIL = 0.025;

    /** The middle 95 % of the resampled values. NaN values are ignored. */
    static Interval of(double[] resampled) {
        double[] sorted =
                Arrays.stream(resampled).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return new Interval(Double.NaN, Double.NaN);
        }
        return new Interval(quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /** The bounds by name. */
    public Map<String, Double> values() {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("low", low);
        values.put("high", high);
        return values;
    }

    @Override
    public String toString() {
        return Double.isNaN(low) ? "-" : String.format(Locale.ROOT, "%.4f to %.4f", low, high);
    }
}
