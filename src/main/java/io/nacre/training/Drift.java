package io.nacre.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far what is served now lies from what was served before: for each number of the vector and for the score, the
 * population stability index over bins that hold a tenth of the earlier ones each.
 *
 * <p>Siddiqi, Credit Risk Scorecards (2006): below 0.1 nothing happened, above 0.25 something did.
 */
public final class Drift {

    public static final double NOTABLE = 0.1;
    public static final double GRAVE = 0.25;

    private static final int BINS = 10;

    /** Keeps an empty bin from making the index infinite. */
    private static final double SHARE_LEAST = 1e-4;

    private Drift() {}

    /** One number that is watched. */
    public record Line(String name, double index) {}

    /**
     * The lines, highest first.
     *
     * @param names of the columns
     * @param before rows of the earlier time, one value for each name
     * @param now rows of the later time
     * @throws IllegalArgumentException if either is empty
     */
    public static List<Line> of(List<String> names, List<float[]> before, List<float[]> now) {
        if (before.isEmpty() || now.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare: " + before.size() + " examples before, "
                    + now.size() + " since; choose another moment");
        }
        List<Line> lines = new ArrayList<>();
        for (int column = 0; column < names.size(); column++) {
            lines.add(new Line(names.get(column), index(column(before, column), column(now, column))));
        }
        lines.sort((left, right) -> Double.compare(right.index(), left.index()));
        return List.copyOf(lines);
    }

    /** The sum over bins of (share now - share before) * ln(share now / share before). */
    static double index(float[] before, float[] now) {
        float[] edges = edges(before);
        double[] earlier = shares(before, edges);
        double[] later = shares(now, edges);
        double sum = 0;
        for (int bin = 0; bin < earlier.length; bin++) {
            double share = Math.max(SHARE_LEAST, earlier[bin]);
            double other = Math.max(SHARE_LEAST, later[bin]);
            sum += (other - share) * Math.log(other / share);
        }
        return sum;
    }

    /** Upper edges of all bins but the last; a value that many rows have is an edge once. */
    private static float[] edges(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        float[] edges = new float[BINS - 1];
        int count = 0;
        for (int bin = 1; bin < BINS; bin++) {
            float edge = sorted[(int) ((long) bin * (sorted.length - 1) / BINS)];
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    private static double[] shares(float[] values, float[] edges) {
        double[] shares = new double[edges.length + 1];
        for (float value : values) {
            int bin = 0;
            while (bin < edges.length && value > edges[bin]) {
                bin++;
            }
            shares[bin] += 1.0 / values.length;
        }
        return shares;
    }

    private static float[] column(List<float[]> rows, int column) {
        float[] values = new float[rows.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return values;
    }
}
