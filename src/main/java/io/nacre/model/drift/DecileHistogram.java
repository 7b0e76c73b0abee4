package io.nacre.model.drift;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The distribution of a feature in ten bins with equal shares. Later values are compared with it by the population
 * stability index (PSI).
 *
 * <p>Siddiqi, Credit Risk Scorecards (2006): below 0.1 is no drift, above 0.25 is significant drift.
 */
public final class DecileHistogram {

    static final int BINS = 10;

    /** The packed length: the number of edges, the edges, and the shares. */
    static final int LENGTH = 2 * BINS;

    /** Minimum share of a bin, because an empty bin would make the index infinite. */
    private static final double MIN_SHARE = 1e-4;

    /** Upper edges of all bins except the last; a frequent value is an edge only once. */
    private final float[] edges;

    private final float[] shares;

    private DecileHistogram(float[] edges, float[] shares) {
        this.edges = edges;
        this.shares = shares;
    }

    /**
     * The histogram of some values, at least one.
     *
     * @param weights the number of transactions that each value represents
     */
    public static DecileHistogram of(float[] values, double[] weights) {
        float[] edges = edges(values, weights);
        double[] shares = new double[edges.length + 1];
        double total = Arrays.stream(weights).sum();
        for (int i = 0; i < values.length; i++) {
            shares[bin(edges, values[i])] += weights[i] / total;
        }
        float[] rounded = new float[shares.length];
        for (int bin = 0; bin < rounded.length; bin++) {
            rounded[bin] = (float) shares[bin];
        }
        return new DecileHistogram(edges, rounded);
    }

    private static float[] edges(float[] values, double[] weights) {
        int[] order = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i)
                .toArray();
        double total = Arrays.stream(weights).sum();
        float[] edges = new float[BINS - 1];
        int count = 0;
        int row = 0;
        double passed = weights[order[0]];
        for (int bin = 1; bin < BINS; bin++) {
            while (row + 1 < order.length && passed < total * bin / BINS) {
                passed += weights[order[++row]];
            }
            // A bundle contains only finite numbers.
            float edge = Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, values[order[row]]));
            if (count == 0 || edge > edges[count - 1]) {
                edges[count++] = edge;
            }
        }
        return Arrays.copyOf(edges, count);
    }

    int bins() {
        return shares.length;
    }

    int bin(float value) {
        return bin(edges, value);
    }

    private static int bin(float[] edges, float value) {
        int bin = 0;
        while (bin < edges.length && value > edges[bin]) {
            bin++;
        }
        return bin;
    }

    /**
     * The sum over bins of (current share - baseline share) * ln(current share / baseline share).
     *
     * @param counts current number of values per bin
     * @param rows their total, above 0
     */
    double index(int[] counts, long rows) {
        double sum = 0;
        for (int bin = 0; bin < shares.length; bin++) {
            double then = Math.max(MIN_SHARE, shares[bin]);
            double now = Math.max(MIN_SHARE, (double) counts[bin] / rows);
            sum += (now - then) * Math.log(now / then);
        }
        return sum;
    }

    /** Writes {@link #LENGTH} numbers from an index on. */
    void pack(float[] numbers, int at) {
        numbers[at] = edges.length;
        System.arraycopy(edges, 0, numbers, at + 1, edges.length);
        System.arraycopy(shares, 0, numbers, at + BINS, shares.length);
    }

    static DecileHistogram unpacked(float[] numbers, int at) {
        int count = (int) numbers[at];
        if (count != numbers[at] || count < 0 || count >= BINS) {
            throw new IllegalArgumentException("a histogram has " + numbers[at] + " edges, not 0 to " + (BINS - 1));
        }
        float[] edges = Arrays.copyOfRange(numbers, at + 1, at + 1 + count);
        float[] shares = Arrays.copyOfRange(numbers, at + BINS, at + BINS + count + 1);
        for (int i = 0; i < shares.length; i++) {
            if (!(shares[i] >= 0 && shares[i] <= 1) || (i > 0 && i < count && edges[i] <= edges[i - 1])) {
                throw new IllegalArgumentException("a histogram has invalid edges or shares");
            }
        }
        return new DecileHistogram(edges, shares);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DecileHistogram that
                && Arrays.equals(edges, that.edges)
                && Arrays.equals(shares, that.shares);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(edges) + Arrays.hashCode(shares);
    }
}
