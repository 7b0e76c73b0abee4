package io.nacre.profile;

import java.util.Arrays;

/**
 * The last {@value #CAPACITY} amounts, for what is usual now: median, quantiles, rising runs.
 *
 * @param next where the next value goes
 * @param size how many are in use
 */
@SuppressWarnings("ArrayRecordComponent") // A memory is never compared; folds reuse the array.
public record Recent(int next, int size, double[] values) {

    public static final int CAPACITY = 32;

    /** No array to share: the first fold makes its own. */
    public static final Recent NONE = new Recent(0, 0, new double[0]);

    public Recent plus(double value) {
        double[] room = values.length == CAPACITY ? values : Arrays.copyOf(values, CAPACITY);
        room[next] = value;
        return new Recent((next + 1) % CAPACITY, Math.min(size + 1, CAPACITY), room);
    }

    /** The q-quantile (nearest rank) of the values kept; only where {@code size > 0}. */
    public double quantile(double q) {
        double[] sorted = Arrays.copyOf(values, size);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(q * size) - 1;
        return sorted[Math.max(0, Math.min(size - 1, rank))];
    }

    /** How many of the newest values each exceeded the one before, if {@code value} came next. */
    public int risingRun(double value) {
        int run = 0;
        double later = value;
        for (int back = 1; back <= size; back++) {
            double earlier = values[Math.floorMod(next - back, CAPACITY)];
            if (earlier >= later) {
                break;
            }
            run++;
            later = earlier;
        }
        return run;
    }
}
