package io.nacre.profile;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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

    void write(DataOutput out) throws IOException {
        Varint.write(next, out);
        Varint.write(size, out);
        for (int i = 0; i < size; i++) {
            out.writeDouble(values[i]);
        }
    }

    static Recent read(DataInput in) throws IOException {
        int next = Varint.readCount(CAPACITY, in);
        int size = Varint.readCount(CAPACITY, in);
        double[] values = new double[size == 0 ? 0 : CAPACITY];
        for (int i = 0; i < size; i++) {
            values[i] = in.readDouble();
        }
        return new Recent(next, size, values);
    }
}
