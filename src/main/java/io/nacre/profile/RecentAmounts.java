package io.nacre.profile;

import io.nacre.payment.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The last {@value #CAPACITY} amounts, for medians, quantiles and rising runs. Stored in thousandths, which divide the
 * minor unit of any currency in use.
 */
public final class RecentAmounts {

    public static final int CAPACITY = 32;

    private static final double THOUSANDTHS = 1000;

    /** Empty. Updates create a new instance. */
    public static final RecentAmounts NONE = new RecentAmounts(0, 0, 0);

    /** Index of the next value. */
    private int next;

    private int size;

    /** The values in arrival order, as a ring buffer. */
    private final long[] values;

    /** The values in ascending order. */
    private final long[] sorted;

    private RecentAmounts(int next, int size, int room) {
        this.next = next;
        this.size = size;
        this.values = new long[room];
        this.sorted = new long[room];
    }

    /** The number of values. */
    public int size() {
        return size;
    }

    /** Adds a value. The previous instance must not be used any more. */
    public RecentAmounts plus(double value) {
        RecentAmounts after = this == NONE ? new RecentAmounts(0, 0, CAPACITY) : this;
        after.add(thousandths(value));
        return after;
    }

    private void add(long value) {
        if (size == CAPACITY) {
            int gone = Arrays.binarySearch(sorted, values[next]);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            size--;
        }
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int place = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        values[next] = value;
        next = (next + 1) % CAPACITY;
        size++;
    }

    /** The q-quantile (nearest rank) of the values; only if {@code size > 0}. */
    public double quantile(double q) {
        int rank = (int) Math.ceil(q * size) - 1;
        return sorted[Math.max(0, Math.min(size - 1, rank))] / THOUSANDTHS;
    }

    /** The number of newest values that each exceeded the one before, if {@code value} came next. */
    public int risingRun(double value) {
        int run = 0;
        long later = thousandths(value);
        for (int back = 1; back <= size; back++) {
            long earlier = values[Math.floorMod(next - back, CAPACITY)];
            if (earlier >= later) {
                break;
            }
            run++;
            later = earlier;
        }
        return run;
    }

    private static long thousandths(double value) {
        return Math.round(value * THOUSANDTHS);
    }

    void write(DataOutput out) throws IOException {
        Varint.write(next, out);
        Varint.write(size, out);
        long union = 0;
        for (int i = 0; i < size; i++) {
            union |= values[i];
        }
        BitPackedColumn.Writer column = new BitPackedColumn.Writer(union, out);
        for (int i = 0; i < size; i++) {
            column.put(values[i]);
        }
        column.close();
    }

    static RecentAmounts read(DataInput in) throws IOException {
        int next = Varint.readCount(CAPACITY, in);
        int size = Varint.readCount(CAPACITY, in);
        BitPackedColumn.Reader column = new BitPackedColumn.Reader(size, in);
        if (size == 0) {
            return NONE;
        }
        RecentAmounts recentAmounts = new RecentAmounts(next, size, CAPACITY);
        for (int i = 0; i < size; i++) {
            recentAmounts.values[i] = column.next();
        }
        System.arraycopy(recentAmounts.values, 0, recentAmounts.sorted, 0, size);
        Arrays.sort(recentAmounts.sorted, 0, size);
        return recentAmounts;
    }
}
